import Descriptors
import Neural
import Testing

@testable import Lithoscope

/// Collections that are described by trained models on the real network.
@Suite(.enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
struct LearnedNetworkTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    for seed in 1...6 { try folder.write(Picture.png(seed, side: 64), to: "c\(seed % 2)/\(seed).png") }
    collection = try ImageCollection(folder: folder.path)
  }

  /// A head of seeded numbers on two layers of VGG16.
  private func model(_ name: String, tuned: [WeightTensor] = []) throws -> Descriptor {
    let base = try Descriptor.named("lbp+vgg16-block2+vgg16-block3_conv1")
    let kernel = (0..<base.dimension * 8).map { Float(($0 &* 2_654_435_761) % 1000) / 1000 - 0.5 }
    return Descriptor(
      try LearnedModel(
        name: name, kind: .siamese, base: base, input: .standard,
        baseDigest: WeightsManifest.vgg16Convolutions.digest, classes: [],
        headLayers: [.dense(name: "likeness", units: 8), .unitLength],
        tensors: [
          WeightTensor(
            name: "features/mean", shape: [base.dimension],
            values: kernel.prefix(base.dimension).map { _ in 0 }),
          WeightTensor(
            name: "features/scale", shape: [base.dimension],
            values: kernel.prefix(base.dimension).map { _ in 1 }),
          WeightTensor(name: "likeness/kernel", shape: [base.dimension, 8], values: kernel),
          WeightTensor(name: "likeness/bias", shape: [8], values: [Float](repeating: 0, count: 8)),
        ] + tuned, dataDigest: ""))
  }

  /// A layer's published tensors, multiplied.
  private func tensors(_ layer: String, times factor: (Int) -> Float) throws -> [WeightTensor] {
    let weights = try InstalledModels.store.open("vgg16", layers: [layer])
    return try ["kernel", "bias"].map { part in
      let tensor = try weights.tensor(named: "\(layer)/\(part)")
      return WeightTensor(
        name: tensor.name, shape: tensor.shape,
        values: tensor.withUnsafeFloats { $0.enumerated().map { $1 * factor($0) } })
    }
  }

  @Test("Tuned convolutions have a pass of their own, and equal ones make equal vectors")
  func passes() throws {
    let plain = try model("plain")
    let same = try model("same", tuned: tensors("block2_conv2") { _ in 1 })
    let other = try model("other", tuned: tensors("block2_conv2") { $0 % 2 == 0 ? 1 : 0.2 })
    try collection.index(.using(plain, same, other))
    let matches = try [plain, same, other].map {
      try collection.search("c1/1.png", count: 5, descriptor: $0).matches
    }
    #expect(matches[0].map(\.path) == matches[1].map(\.path))
    #expect(zip(matches[0], matches[1]).allSatisfy { abs($0.similarity - $1.similarity) < 1e-4 })
    #expect(zip(matches[0], matches[2]).contains { abs($0.similarity - $1.similarity) > 1e-3 })
    // A file from outside goes the same ways.
    try folder.write(folder.read("c1/1.png"), to: ".query")
    for descriptor in [plain, same, other] {
      let best = try collection.search(folder.at(".query"), count: 1, descriptor: descriptor).matches.first
      #expect(best?.path == "c1/1.png" && best?.similarityText == "1.0000")
    }
  }

  @Test("Vectors made of stored ones are those that the network makes")
  func derived() throws {
    let plain = try model("plain")
    try collection.index(.using(plain))
    let other = try ImageCollection(folder: folder.path, storedAt: folder.at(".other"))
    try other.index(.using(Descriptor.named("lbp+vgg16-block2+vgg16-block3_conv1@whitened")))
    #expect(try other.index(.using(plain)).counts == [0, 6, 0, 0, 0])
    let (one, two) = try (
      collection.search("c1/1.png", count: 5, descriptor: plain).matches,
      other.search("c1/1.png", count: 5, descriptor: plain).matches
    )
    #expect(one.map(\.path) == two.map(\.path))
    #expect(zip(one, two).allSatisfy { abs($0.similarity - $1.similarity) < 1e-4 })
  }

  @Test("A collection with another input refuses the model")
  func otherInput() throws {
    var options = IndexOptions.using(.vgg16Block4)
    options.inputSize = .side(96)
    try collection.index(options)
    let error = #expect(throws: InputChoiceError.self) { try collection.index(.using(model("plain"))) }
    #expect(error?.description.contains("default/2-auto") == true)
    #expect(try collection.status().descriptors.count == 1)
    #expect(try collection.index(.using(model("plain"), rebuilding: true)).counts == [0, 6, 0, 0, 0])
  }
}
