import Imaging
import Neural

/// The part of describing an image that runs on many threads at once: decode, resize, count pixels.
public struct ImagePreparer: Sendable {
  /// What will be computed.
  public let descriptors: [Descriptor]
  /// How the network's input is made.
  public let input: NetworkInput

  private let decoder: ImageDecoder
  private let keras: KerasDecoder
  /// The parts for which pixels are enough, each once.
  private let pixelSources: Set<DescriptorSource>
  private let needsNetwork: Bool

  /// Prepares images for `descriptors`.
  public init(_ descriptors: [Descriptor], input: NetworkInput, limits: DecodingLimits = .init()) {
    self.descriptors = descriptors
    self.input = input
    decoder = ImageDecoder(limits: limits)
    keras = KerasDecoder(limits: limits)
    pixelSources = Set(descriptors.flatMap(\.sources).map(\.source).filter { $0.tap == nil })
    needsNetwork = descriptors.contains(where: \.isDeep)
  }

  /// Decodes a file's bytes.
  ///
  /// - Throws: ``ImageDecodingError`` with the reason and the remedy.
  public func prepare(_ bytes: [UInt8]) throws -> PreparedImage {
    try prepare(
      decode: { try decoder.decode(bytes, fitting: $0) },
      keras: { try keras.decode(bytes, width: VGG16.inputSide, height: VGG16.inputSide) })
  }

  /// Decodes a file that is too large to hold in memory.
  ///
  /// - Throws: ``ImageDecodingError`` with the reason and the remedy.
  public func prepare(path: String) throws -> PreparedImage {
    try prepare(
      decode: { try decoder.decode(path: path, fitting: $0) },
      keras: { try keras.decode(path: path, width: VGG16.inputSide, height: VGG16.inputSide) })
  }

  private func prepare(decode: (_ side: Int) throws -> DecodedImage, keras: () throws -> PixelBuffer) throws
    -> PreparedImage
  {
    let image = try decode(Preprocessing.workingSide)
    var vectors: [DescriptorSource: [Float]] = [:]
    for source in pixelSources {
      switch source {
      case .rgbHistogram: vectors[source] = RGBHistogram.describe(image.pixels)
      case .labHistogram: vectors[source] = LabHistogram.describe(image.pixels)
      case .texture: vectors[source] = LocalBinaryPattern.describe(image.pixels)
      case .thumbnail: vectors[source] = Thumbnail.describe(image.pixels)
      case .network: break
      }
    }
    return PreparedImage(
      metadata: image.metadata, networkInput: needsNetwork ? try network(image, decode, keras) : nil,
      pixelVectors: vectors)
  }

  private func network(
    _ image: DecodedImage, _ decode: (_ side: Int) throws -> DecodedImage, _ keras: () throws -> PixelBuffer
  ) throws -> PixelBuffer {
    guard input.preprocessing == .standard else { return try keras() }
    let (width, height) = (image.metadata.width, image.metadata.height)
    let side = input.decodingSide(width: width, height: height)
    // Decoded once more, rather than both from the larger one: so colour and texture stay what they are.
    let source = side > Preprocessing.workingSide ? try decode(side).pixels : image.pixels
    let size = input.size.size(forWidth: width, height: height)
    return source.resized(toWidth: size.width, height: size.height)
  }
}
