import Descriptors
import Lithoscope

/// What `model info FILE` says of a trained model.
struct TrainedModelText {
  private let info: TrainedModelInfo

  init(_ info: TrainedModelInfo) { self.info = info }

  func print() {
    let model = info.model
    let kind = model.kind == .classifier ? "a classifier" : "a Siamese network"
    Terminal.print("\(model.name): \(kind), \(model.isTuned ? "with convolutions of its own" : "a head")")
    Terminal.print("File         \(Terminal.printable(info.path)), \(ByteText.text(Int64(info.byteCount)))")
    Terminal.print("Digest       \(model.digest)")
    Terminal.print("Trained on   \(model.base.composition)")
    if !model.baseDigest.isEmpty { Terminal.print("Weights      \(model.baseDigest)") }
    Terminal.print("Input        \(model.input.stamp)")
    Terminal.print("Dimension    \(model.dimension)")
    if !model.classes.isEmpty {
      Terminal.print("Classes      \(Terminal.printable(model.classes.joined(separator: ", ")))")
    }
    if model.kind == .classifier { Terminal.print("Temperature  \(model.temperature)") }
    Terminal.print("Data         \(model.dataDigest)")
    for (key, value) in model.settings.sorted(by: { $0.key < $1.key }) {
      Terminal.print("\(Terminal.printable(key)) = \(Terminal.printable(value))")
    }
    var table = TextTable([("tensor", .left), ("shape", .left), ("numbers", .right)])
    for (name, shape) in info.tensors {
      table.append([
        name, shape.map(String.init).joined(separator: "×"), String(shape.reduce(1, *)),
      ])
    }
    table.append(["", "", String(info.parameterCount)])
    Terminal.print("")
    for line in table.lines { Terminal.print(line) }
  }
}
