import Imaging

/// An image on its way to a vector: decoded, resized, and described as far as pixels alone allow.
public struct PreparedImage: Sendable {
  /// What the file says about itself.
  public let metadata: ImageMetadata
  /// The pixels for the network, if a descriptor needs it.
  let networkInput: PixelBuffer?
  /// Finished unit vectors of the components that need no network.
  let pixelVectors: [DescriptorSource: [Float]]

  /// The pixels that the network sees; nil where it is not needed. Images of one size share batches.
  public var networkSize: NetworkSize? {
    networkInput.map { NetworkSize(width: $0.width, height: $0.height) }
  }
}
