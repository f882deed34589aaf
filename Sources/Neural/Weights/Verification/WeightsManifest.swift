import Dispatch
import Synchronization

/// What published weights must be: the shapes, and digests of the numbers, layer by layer.
///
/// It is the tensors that are verified and not the file they came in, so one manifest serves HDF5,
/// ONNX and safetensors alike. A layer is proven by the SHA-256 of its kernel followed by its bias
/// (Keras layouts, little-endian float32); where only digests of slices of the stream of all layers are
/// published, by those.
public struct WeightsManifest: Sendable {
  /// The layers, their order and shapes.
  public let specification: WeightSpecification
  /// Layer name → SHA-256 in hexadecimal of kernel, then bias.
  public let layerSHA256: [String: String]
  /// Digests of the stream of all layers, for the layers without a digest of their own.
  public let slices: StreamSlices?
  /// One hexadecimal SHA-256 that names this set of weights, for stamping what was computed with it.
  public let digest: String

  /// A manifest from published digests.
  ///
  /// - Precondition: every layer has a digest of its own or there are `slices`.
  public init(
    specification: WeightSpecification, layerSHA256: [String: String], slices: StreamSlices? = nil,
    digest: String
  ) {
    precondition(
      slices != nil || specification.layers.allSatisfy { layerSHA256[$0.name] != nil },
      "a layer can be verified by nothing")
    self.specification = specification
    self.layerSHA256 = layerSHA256
    self.slices = slices
    self.digest = digest
  }

  /// The manifest of weights at hand: of networks trained here, and of tests. Its ``digest`` is the
  /// SHA-256 of the stream of all layers, kernel then bias.
  ///
  /// - Throws: as ``WeightSpecification/check(_:layers:)``.
  public init(describing weights: Weights, specification: WeightSpecification) throws {
    try specification.check(weights)
    var layerSHA256: [String: String] = [:]
    for layer in specification.layers {
      layerSHA256[layer.name] = try ContentDigest.sha256(of: [layer], in: weights)
    }
    self.init(
      specification: specification, layerSHA256: layerSHA256,
      digest: try ContentDigest.sha256(of: specification.layers, in: weights))
  }

  /// Checks presence, shape and numbers of `layers` (nil for all), on all processor cores.
  ///
  /// - Throws: ``WeightsError`` for the first layer that is not as published.
  public func verify(_ weights: Weights, layers: [String]? = nil) throws {
    let layers = try layers?.map(specification.layer(named:)) ?? specification.layers
    let failures = Mutex<[Int: any Error]>([:])
    // The largest first, so that no core is left alone with one at the end.
    let order = layers.indices.sorted { layers[$0].parameterCount > layers[$1].parameterCount }
    DispatchQueue.concurrentPerform(iterations: order.count) { turn in
      let index = order[turn]
      do {
        try verify(layers[index], of: weights)
      } catch {
        failures.withLock { $0[index] = error }
      }
    }
    let first = failures.withLock { failures in failures.min { $0.key < $1.key }?.value }
    if let first { throw first }
  }

  /// Checks one layer.
  ///
  /// - Throws: ``WeightsError`` with the layer's name.
  public func verify(_ layer: WeightSpecification.Layer, of weights: Weights) throws {
    try specification.check(weights, layers: [layer.name])
    if let want = layerSHA256[layer.name] {
      let got = try ContentDigest.sha256(of: [layer], in: weights)
      guard got == want else {
        throw WeightsError.altered(
          layer: layer.name, what: "SHA-256", want: want, got: got, origin: weights.origin)
      }
    } else if let slices {
      try slices.verify(layer, of: weights, specification: specification)
    }
  }
}
