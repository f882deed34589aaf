import Imaging
import Neural

/// The part of describing an image that runs on many threads at once: decode, resize, count pixels.
public struct ImagePreparer: Sendable {
  /// What will be computed.
  public let descriptors: [Descriptor]
  /// How the network's input is made.
  public let preprocessing: Preprocessing

  private let decoder: ImageDecoder
  private let keras: KerasDecoder

  /// Prepares images for `descriptors`, in one decoding pass.
  public init(_ descriptors: [Descriptor], preprocessing: Preprocessing, limits: DecodingLimits = .init()) {
    self.descriptors = descriptors
    self.preprocessing = preprocessing
    decoder = ImageDecoder(limits: limits)
    keras = KerasDecoder(limits: limits)
  }

  /// Decodes a file's bytes.
  ///
  /// - Throws: ``ImageDecodingError`` with the reason and the remedy.
  public func prepare(_ bytes: [UInt8]) throws -> PreparedImage {
    try prepare(
      working: { try decoder.decode(bytes, fitting: Preprocessing.workingSide) },
      keras: { try keras.decode(bytes, width: VGG16.inputSide, height: VGG16.inputSide) })
  }

  /// Decodes a file that is too large to hold in memory.
  ///
  /// - Throws: ``ImageDecodingError`` with the reason and the remedy.
  public func prepare(path: String) throws -> PreparedImage {
    try prepare(
      working: { try decoder.decode(path: path, fitting: Preprocessing.workingSide) },
      keras: { try keras.decode(path: path, width: VGG16.inputSide, height: VGG16.inputSide) })
  }

  private func prepare(working: () throws -> DecodedImage, keras: () throws -> PixelBuffer) throws
    -> PreparedImage
  {
    let image = try working()
    var vectors: [Descriptor: [Float]] = [:]
    for descriptor in descriptors {
      switch descriptor.source {
      case .colour: vectors[descriptor] = RGBHistogram.describe(image.pixels)
      case .texture: vectors[descriptor] = LocalBinaryPattern.describe(image.pixels)
      case .thumbnail: vectors[descriptor] = Thumbnail.describe(image.pixels)
      case .network: break
      }
    }
    var input: PixelBuffer?
    if descriptors.contains(where: { $0.tap != nil }) {
      input =
        preprocessing == .standard
        ? image.pixels.resized(toWidth: VGG16.inputSide, height: VGG16.inputSide) : try keras()
    }
    return PreparedImage(metadata: image.metadata, networkInput: input, pixelVectors: vectors)
  }
}
