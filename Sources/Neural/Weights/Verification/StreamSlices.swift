/// Digests of equal slices of the stream of all layers (kernel then bias, in the network's order,
/// little-endian float32), each as git would name a file of those bytes:
/// `sha1("blob <length>\0" + bytes)`.
///
/// The published full model is known by such slices, because it lies in a git repository cut into files.
public struct StreamSlices: Sendable {
  /// The length of every slice but the last.
  public let bytesPerSlice: Int
  /// In the order of the stream, 40 hexadecimal digits each.
  public let gitBlobSHA1: [String]

  /// Slices of `bytesPerSlice` bytes, of which the last may be shorter.
  public init(bytesPerSlice: Int, gitBlobSHA1: [String]) {
    precondition(bytesPerSlice > 0, "a slice must have bytes")
    self.bytesPerSlice = bytesPerSlice
    self.gitBlobSHA1 = gitBlobSHA1
  }

  /// The slices of weights at hand.
  ///
  /// - Throws: as ``WeightSpecification/check(_:layers:)``.
  public init(describing weights: Weights, specification: WeightSpecification, bytesPerSlice: Int) throws {
    let stream = try WeightStream(weights, specification: specification)
    let count = (stream.byteCount + bytesPerSlice - 1) / bytesPerSlice
    self.init(
      bytesPerSlice: bytesPerSlice,
      gitBlobSHA1: (0..<count).map { index in
        let start = index * bytesPerSlice
        return ContentDigest.gitBlobSHA1(of: start..<min(start + bytesPerSlice, stream.byteCount), in: stream)
      })
  }

  /// Checks every slice that has a byte of `layer` in it.
  ///
  /// A slice on the border of two layers needs both, and speaks for both; the layer that is asked about is
  /// the one that is named.
  func verify(
    _ layer: WeightSpecification.Layer, of weights: Weights, specification: WeightSpecification
  ) throws {
    let stream = try WeightStream(weights, specification: specification)
    guard let range = stream.range(ofLayer: layer.name), !range.isEmpty else { return }
    for index in range.lowerBound / bytesPerSlice...(range.upperBound - 1) / bytesPerSlice {
      let start = index * bytesPerSlice
      let bytes = start..<min(start + bytesPerSlice, stream.byteCount)
      let want = index < gitBlobSHA1.count ? gitBlobSHA1[index] : "no such slice"
      let got = ContentDigest.gitBlobSHA1(of: bytes, in: stream)
      guard got == want else {
        throw WeightsError.altered(
          layer: layer.name,
          what:
            "git blob SHA-1 of slice \(index + 1) of \(gitBlobSHA1.count) (\(stream.layerNames(in: bytes)))",
          want: want, got: got, origin: weights.origin)
      }
    }
  }
}
