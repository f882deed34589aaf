import ArgumentParser
import Lithoscope

/// `lithoscope model info NAME|FILE`
struct ModelInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Say what a model is made of, where it came from and whom to thank.",
    discussion: """
        lithoscope model info vgg16
        lithoscope model info granites.safetensors
      """)

  @Argument(help: "vgg16, vgg16-full, or the file of a model that was trained.", completion: .file())
  var name = "vgg16"

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  private struct Output: Encodable {
    struct Layer: Encodable {
      let name: String
      let kernel: [Int]
      let parameters: Int
    }

    let name: String
    let summary: String
    let path: String
    let bytes: Int
    let digest: String
    let source: String
    let licence: String
    let credit: String
    let parameters: Int
    let layers: [Layer]
  }

  func run() throws {
    if case .file(let path)? = try? DescriptorReference(name) {
      let model = try TrainedModelInfo(path)
      return try json ? JSONOutput.print(TrainedModelOutput(model)) : TrainedModelText(model).print()
    }
    let info = try ModelStore.standard().info(name)
    guard !json else {
      return try JSONOutput.print(
        Output(
          name: info.name, summary: info.summary, path: info.path, bytes: info.byteCount,
          digest: info.digest, source: info.source, licence: info.licence, credit: info.credit,
          parameters: info.parameterCount,
          layers: info.layers.map {
            Output.Layer(name: $0.name, kernel: $0.kernelShape, parameters: $0.parameterCount)
          }))
    }
    Terminal.print("\(info.name): \(info.summary)")
    Terminal.print("File     \(info.path), \(ByteText.text(Int64(info.byteCount)))")
    Terminal.print("Digest   \(info.digest)")
    Terminal.print("Source   \(info.source)")
    Terminal.print("Licence  \(info.licence)")
    Terminal.print("Credit   \(info.credit)\n")
    var table = TextTable([("layer", .left), ("kernel", .left), ("parameters", .right)])
    for layer in info.layers {
      table.append([
        layer.name, layer.kernelShape.map(String.init).joined(separator: "×"), String(layer.parameterCount),
      ])
    }
    table.append(["", "", String(info.parameterCount)])
    for line in table.lines { Terminal.print(line) }
  }
}
