import Testing

@testable import Neural

@Suite struct HDF5WeightsTests {
  let directory: TemporaryDirectory
  let weights = SampleNetwork.weights()

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: KerasFile.Layout.allCases) func everyLayoutIsRead(_ layout: KerasFile.Layout) throws {
    let path = directory.file("w.h5")
    try KerasFile().write(weights, SampleNetwork.full, layout, to: path)
    #expect(try WeightsFormat.recognise(path) == .hdf5)
    #expect(try HDF5Weights.read(path, specification: SampleNetwork.full).equals(weights))
    let manifest = try WeightsManifest(describing: weights, specification: SampleNetwork.full)
    #expect(try Weights.read(path, manifest: manifest).equals(weights))
  }

  @Test(arguments: [KerasFile.Layout.kerasApplications, .keras3Weights])
  func theConvolutionsOfAFullFileAreRead(_ layout: KerasFile.Layout) throws {
    let path = directory.file("w.h5")
    try KerasFile().write(weights, SampleNetwork.full, layout, to: path)
    let read = try HDF5Weights.read(path, specification: SampleNetwork.convolutions)
    #expect(read.equals(try SampleNetwork.convolutions.selection(from: weights)))
  }

  @Test func float64IsConverted() throws {
    let path = directory.file("w.h5")
    try KerasFile(number: .float64).write(weights, SampleNetwork.full, .keras2Weights, to: path)
    #expect(try HDF5Weights.read(path, specification: SampleNetwork.full).equals(weights))
  }

  @Test func float16IsConverted() throws {
    let path = directory.file("w.h5")
    let small = WeightSpecification(layers: [.dense("d", inputs: 2, outputs: 2)])
    let exact = Weights(tensors: [
      WeightTensor(name: "d/kernel", shape: [2, 2], values: [0.5, -2, 1.25, 1024]),
      WeightTensor(name: "d/bias", shape: [2], values: [0, 0.0999755859375]),
    ])
    try KerasFile(number: .float16).write(exact, small, .keras2Weights, to: path)
    #expect(try HDF5Weights.read(path, specification: small).equals(exact))
  }

  @Test func integersAreRefusedWithTheLayersName() throws {
    let error = try refusal {
      try KerasFile(number: .int32).write(weights, SampleNetwork.full, .keras2Model, to: $0)
    }
    guard case HDF5WeightsError.unsupported(_, "block1_conv1", _) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func numbersInAnotherFileAreRefused() throws {
    let bias = WeightTensor(name: "d/bias", shape: [2], values: [1, 2])
    let kernel = WeightTensor(name: "d/kernel", shape: [1, 2], values: [1, 2])
    let path = directory.file("w.h5")
    try KerasFile(storage: .external(directory.file("elsewhere")))
      .write([("d/kernel:0", kernel), ("d/bias:0", bias)], to: path)
    let error = try #require(throws: HDF5WeightsError.self) {
      try HDF5Weights.read(
        path, specification: WeightSpecification(layers: [.dense("d", inputs: 1, outputs: 2)]))
    }
    #expect(error == .unsupported(path: path, layer: "d", reason: "its numbers are in another file"))
  }

  @Test func chunkedNumbersAreRead() throws {
    let path = directory.file("w.h5")
    let small = WeightSpecification(layers: [.dense("d", inputs: 3, outputs: 5)])
    let seeded = SampleNetwork.weights(small)
    try KerasFile(storage: .chunked([2, 2])).write(
      [("d/kernel:0", try seeded.tensor(named: "d/kernel"))], to: path)
    #expect(throws: WeightsError.missing(tensor: "d/bias", origin: path)) {
      try HDF5Weights.read(path, specification: small)
    }
    let bias = WeightTensor(name: "d/bias", shape: [5, 1], values: [1, 2, 3, 4, 5])
    try KerasFile(storage: .chunked([2, 1]))
      .write([("d/kernel:0", try seeded.tensor(named: "d/kernel")), ("d/bias:0", bias)], to: path)
    #expect(throws: WeightsError.wrongShape(tensor: "d/bias", expected: [5], found: [5, 1], origin: path)) {
      try HDF5Weights.read(path, specification: small)
    }
  }

  @Test func aFineTunedCopyOfTheSameShapeIsRefused() throws {
    let path = directory.file("w.h5")
    try KerasFile().write(SampleNetwork.weights(seed: 9), SampleNetwork.full, .kerasApplications, to: path)
    let manifest = try WeightsManifest(describing: weights, specification: SampleNetwork.full)
    let error = try #require(throws: WeightsError.self) { try Weights.read(path, manifest: manifest) }
    #expect(error.description.contains("block1_conv1"))
    #expect(throws: Never.self) { try Weights.readUnverified(path, specification: SampleNetwork.full) }
  }

  @Test func theSameLayerTwiceIsAmbiguous() throws {
    let path = directory.file("w.h5")
    let tensor = WeightTensor(name: "d/kernel", shape: [1, 1], values: [1])
    try KerasFile().write([("a/d/kernel:0", tensor), ("b/d/kernel:0", tensor)], to: path)
    let error = try #require(throws: HDF5WeightsError.self) {
      try HDF5Weights.read(
        path, specification: WeightSpecification(layers: [.dense("d", inputs: 1, outputs: 1)]))
    }
    #expect(error == .ambiguous(path: path, layer: "d", datasets: ["a/d/kernel:0", "b/d/kernel:0"]))
  }

  @Test func aTruncatedFileIsRefused() throws {
    let path = directory.file("w.h5")
    try KerasFile().write(weights, SampleNetwork.full, .kerasApplications, to: path)
    let bytes = try TemporaryDirectory.bytes(of: path)
    for keep in [bytes.count - 1, bytes.count / 2, 100, 8] {
      let short = try directory.write(Array(bytes.prefix(keep)), as: "short.h5")
      #expect(throws: HDF5WeightsError.self) {
        try HDF5Weights.read(short, specification: SampleNetwork.full)
      }
    }
  }

  @Test func aMissingLayerIsNamed() throws {
    let path = directory.file("w.h5")
    try KerasFile().write(weights, SampleNetwork.convolutions, .kerasApplications, to: path)
    #expect(throws: WeightsError.missing(tensor: "fc1/kernel", origin: path)) {
      try HDF5Weights.read(path, specification: SampleNetwork.full)
    }
  }

  private func refusal(_ write: (String) throws -> Void) throws -> any Error {
    let path = directory.file("w.h5")
    try write(path)
    return try #require(throws: (any Error).self) {
      try HDF5Weights.read(path, specification: SampleNetwork.full)
    }
  }
}
