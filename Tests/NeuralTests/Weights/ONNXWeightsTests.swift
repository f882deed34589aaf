import Testing

@testable import Neural

@Suite struct ONNXWeightsTests {
  let directory: TemporaryDirectory
  let weights = SampleNetwork.weights()
  let manifest: WeightsManifest

  init() throws {
    directory = try TemporaryDirectory()
    manifest = try WeightsManifest(describing: weights, specification: SampleNetwork.full)
  }

  static let styles = [
    ONNXFile.Style(description: "tf2onnx"),
    ONNXFile.Style(description: "PyTorch", usesGemm: true, flattensChannelsFirst: true),
    ONNXFile.Style(description: "float_data", usesGemm: true, usesRawData: false),
    ONNXFile.Style(description: "constants", usesConstants: true, flattensChannelsFirst: true),
  ]

  @Test(arguments: styles) func everyStyleIsRead(_ style: ONNXFile.Style) throws {
    let path = try directory.write(ONNXFile.file(weights, SampleNetwork.full, style: style), as: "w.onnx")
    #expect(try WeightsFormat.recognise(path) == .onnx)
    #expect(try Weights.read(path, manifest: manifest).equals(weights))
  }

  @Test func theConvolutionsOfAnotherHeadAreRead() throws {
    // As in a network fine-tuned with frozen convolutions: the dense layers are not VGG16's.
    var layers = SampleNetwork.convolutions.layers
    layers.append(.dense("head", inputs: 784, outputs: 3))
    let other = SampleNetwork.weights(WeightSpecification(layers: layers))
    let path = try directory.write(
      ONNXFile.file(other, WeightSpecification(layers: layers), style: Self.styles[0]), as: "w.onnx")
    let read = try ONNXWeights.read(path, specification: SampleNetwork.convolutions)
    #expect(read.equals(try SampleNetwork.convolutions.selection(from: other)))
    #expect(
      throws: WeightsError.wrongShape(
        tensor: "fc1/kernel", expected: [784, 16], found: [784, 3], origin: path)
    ) {
      try ONNXWeights.read(path, specification: SampleNetwork.full)
    }
  }

  @Test func alteredNumbersAreRefused() throws {
    for name in ["block3_conv2/kernel", "fc1/kernel", "fc2/bias"] {
      let altered = weights.replacing(name) { $0[0] = -$0[0] }
      let path = try directory.write(
        ONNXFile.file(altered, SampleNetwork.full, style: Self.styles[1]), as: "w")
      let error = try #require(throws: WeightsError.self) { try Weights.read(path, manifest: manifest) }
      guard case .altered(let layer, _, _, _, _) = error else {
        Issue.record("\(error)")
        continue
      }
      // Whichever order fc1 is tried in, one of its rows is wrong.
      #expect(name.hasPrefix(layer) || layer == "fc1")
    }
  }

  @Test func otherTypesAndSizesAreRefusedWithTheLayersName() throws {
    let spec = WeightSpecification(layers: [.dense("d", inputs: 1, outputs: 2)])
    for (kernel, type) in [([Float](repeating: 0, count: 2), UInt64(10)), ([0], 1), ([0, 0, 0], 1)] {
      let graph =
        ONNXFile.bytes(1, ONNXFile.node("Gemm", ["x", "k", "b"], "y"))
        + ONNXFile.bytes(5, ONNXFile.tensor("k", [1, 2], kernel, raw: true, type: type))
        + ONNXFile.bytes(5, ONNXFile.tensor("b", [2], [0, 0], raw: true))
      let path = try directory.write(ONNXFile.number(1, 7) + ONNXFile.bytes(7, graph), as: "w")
      let error = try #require(throws: ONNXError.self) { try ONNXWeights.read(path, specification: spec) }
      guard case .unsupported(_, "d", _) = error else {
        Issue.record("\(error)")
        continue
      }
    }
  }

  @Test func aCircleOfIdentitiesEnds() throws {
    let graph =
      ONNXFile.bytes(1, ONNXFile.node("Identity", ["a"], "b"))
      + ONNXFile.bytes(1, ONNXFile.node("Identity", ["b"], "a"))
      + ONNXFile.bytes(1, ONNXFile.node("Gemm", ["x", "a", "b"], "y"))
    let path = try directory.write(ONNXFile.number(1, 7) + ONNXFile.bytes(7, graph), as: "w")
    #expect(throws: WeightsError.missing(tensor: "block1_conv1/kernel", origin: path)) {
      try ONNXWeights.read(path, specification: SampleNetwork.convolutions)
    }
  }

  @Test func aTruncatedFileIsMalformed() throws {
    let bytes = try ONNXFile.file(weights, SampleNetwork.full, style: Self.styles[0])
    let path = try directory.write(Array(bytes.dropLast(7)), as: "w")
    #expect(throws: ONNXError.self) { try ONNXWeights.read(path, specification: SampleNetwork.full) }
  }

  @Test func thousandsOfMutationsNeverCrash() throws {
    let spec = WeightSpecification(layers: [
      .convolution("c", inputs: 1, outputs: 2), .dense("d", inputs: 18, outputs: 2),
    ])
    let good = try ONNXFile.file(SampleNetwork.weights(spec), spec, style: Self.styles[1])
    var generator = SeededGenerator(seed: 3)
    var refused = 0
    for _ in 0..<3000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = Bool.random(using: &generator) ? .random(in: 0...255, using: &generator) : 0xFF
      }
      if Int.random(in: 0..<8, using: &generator) == 0 { bytes.removeLast(bytes.count / 3) }
      let path = try directory.write(bytes, as: "mutant")
      do {
        _ = try ONNXWeights.read(path, specification: spec, flattening: .channelsFirst)
      } catch is ONNXError { refused += 1 } catch is WeightsError { refused += 1 }
    }
    #expect(refused > 1000)
  }

  @Test func otherFilesAreNotRecognised() throws {
    for bytes in [[], [0], Array("PK\u{3}\u{4}".utf8), Array("hello, rock".utf8)] as [[UInt8]] {
      let path = try directory.write(bytes, as: "w")
      #expect(throws: WeightsError.unrecognised(path: path)) { try WeightsFormat.recognise(path) }
    }
  }
}
