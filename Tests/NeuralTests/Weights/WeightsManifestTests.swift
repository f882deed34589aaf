import Testing

@testable import Neural

/// Published weights are told from all others, and the layer that differs is named.
@Suite struct WeightsManifestTests {
  let directory: TemporaryDirectory
  let weights = SampleNetwork.weights()
  let manifest: WeightsManifest

  init() throws {
    directory = try TemporaryDirectory()
    manifest = try WeightsManifest(describing: weights, specification: SampleNetwork.full)
  }

  @Test func theGenuineOnesPass() throws {
    try manifest.verify(weights)
    let path = directory.file("w")
    try Safetensors.write(weights, to: path)
    #expect(try Weights.open(path, manifest: manifest).equals(weights))
  }

  @Test(arguments: ["block3_conv2/kernel", "block3_conv2/bias"])
  func oneAlteredBitIsRefusedWithTheLayersName(_ tensor: String) throws {
    let path = directory.file("w")
    try Safetensors.write(
      weights.replacing(tensor) { $0[1] = Float(bitPattern: $0[1].bitPattern ^ 1) }, to: path)
    let error = try #require(throws: WeightsError.self) { try Weights.open(path, manifest: manifest) }
    guard case .altered("block3_conv2", "SHA-256", _, _, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.description.contains("block3_conv2"))
  }

  @Test func onlyTheLayersThatAreUsedAreChecked() throws {
    let path = directory.file("w")
    try Safetensors.write(weights.replacing("block5_conv1/bias") { $0[0] += 1 }, to: path)
    let used = try manifest.specification.layerNames(through: "block4_conv3")
    #expect(used.count == 10 && used.last == "block4_conv3")
    _ = try Weights.open(path, manifest: manifest, layers: used)
    #expect(throws: WeightsError.self) {
      try Weights.open(path, manifest: manifest, layers: used + ["block5_conv1"])
    }
  }

  @Test func aTruncatedFileIsRefusedWithATensorsName() throws {
    let path = directory.file("w")
    try Safetensors.write(weights, to: path)
    let bytes = try TemporaryDirectory.bytes(of: path)
    let short = try directory.write(Array(bytes.dropLast(10)), as: "short")
    let error = try #require(throws: SafetensorsError.self) { try Weights.open(short, manifest: manifest) }
    #expect(error.description.contains("predictions/bias"))
  }

  @Test func anotherShapeIsRefusedWithTheLayersName() throws {
    let reshaped = weights.replacing("block2_conv1/kernel", shape: [9, 2, 4]) { _ in }
    #expect(
      throws: WeightsError.wrongShape(
        tensor: "block2_conv1/kernel", expected: [3, 3, 2, 4], found: [9, 2, 4], origin: "these weights")
    ) { try manifest.verify(reshaped) }
  }

  @Test func aMissingLayerIsNamedAndMoreLayersAreIgnored() throws {
    let fewer = Weights(tensors: weights.tensors.filter { $0.name != "fc2/bias" })
    #expect(throws: WeightsError.missing(tensor: "fc2/bias", origin: "these weights")) {
      try manifest.verify(fewer)
    }
    let more = Weights(tensors: weights.tensors + [WeightTensor(name: "head/bias", shape: [1], values: [0])])
    try manifest.verify(more)
    #expect(try manifest.specification.selection(from: more).equals(weights))
  }

  @Test func anUnknownLayerIsAUserError() {
    #expect(throws: WeightsError.self) { try manifest.verify(weights, layers: ["block9_conv1"]) }
  }

  @Test func anotherSeedIsRefused() {
    #expect(throws: WeightsError.self) { try manifest.verify(SampleNetwork.weights(seed: 2)) }
  }

  @Test func theDigestDependsOnEveryNumber() throws {
    let other = weights.replacing("predictions/bias") { $0[9] = $0[9].nextUp }
    let digest = try WeightsManifest(describing: other, specification: SampleNetwork.full).digest
    #expect(digest != manifest.digest && digest.count == 64)
  }
}

/// Layers without a digest of their own are proven by slices of the stream.
@Suite struct StreamSlicesTests {
  let weights = SampleNetwork.weights()
  let manifest: WeightsManifest

  init() throws {
    let convolutions = try WeightsManifest(describing: weights, specification: SampleNetwork.convolutions)
    manifest = WeightsManifest(
      specification: SampleNetwork.full, layerSHA256: convolutions.layerSHA256,
      slices: try StreamSlices(describing: weights, specification: SampleNetwork.full, bytesPerSlice: 1000),
      digest: "")
  }

  @Test func theGenuineOnesPass() throws { try manifest.verify(weights) }

  @Test(arguments: ["fc1/kernel", "fc1/bias", "fc2/kernel", "predictions/bias"])
  func oneAlteredBitIsRefused(_ tensor: String) throws {
    let altered = weights.replacing(tensor) { $0[3] = Float(bitPattern: $0[3].bitPattern ^ 0x8000_0000) }
    let error = try #require(throws: WeightsError.self) { try manifest.verify(altered) }
    guard case .altered(let layer, let what, _, _, _) = error else {
      Issue.record("\(error)")
      return
    }
    // fc1's bias may share a slice with fc2: then the first of the two that is asked about is named.
    #expect(tensor.hasPrefix(layer) || what.contains(tensor.prefix { $0 != "/" }))
  }

  @Test func aMissingSliceIsNoProof() throws {
    let fewer = WeightsManifest(
      specification: SampleNetwork.full, layerSHA256: manifest.layerSHA256,
      slices: StreamSlices(
        bytesPerSlice: 1000, gitBlobSHA1: Array((manifest.slices?.gitBlobSHA1 ?? []).dropLast())),
      digest: "")
    #expect(throws: WeightsError.self) { try fewer.verify(weights) }
    try fewer.verify(weights, layers: ["fc1"])
  }

  @Test func theNameIsGits() throws {
    // `printf '\0\0\200?' | git hash-object --stdin`, the bytes of the float 1.
    let one = WeightSpecification(layers: [.dense("d", inputs: 0, outputs: 1)])
    let weights = Weights(tensors: [
      WeightTensor(name: "d/kernel", shape: [0, 1], values: []),
      WeightTensor(name: "d/bias", shape: [1], values: [1]),
    ])
    let slices = try StreamSlices(describing: weights, specification: one, bytesPerSlice: 8)
    #expect(slices.gitBlobSHA1 == ["9c12e8adf98ba3c9bdad8481352f1dac07f3df52"])
  }
}
