import Imaging

/// An image on its way to a vector: decoded, resized, and described as far as pixels alone allow.
public struct PreparedImage: Sendable {
  /// What the file says about itself.
  public let metadata: ImageMetadata
  /// The 224×224 pixels for the network, if a descriptor needs it.
  let networkInput: PixelBuffer?
  /// Finished vectors of the descriptors that need no network, by descriptor.
  let pixelVectors: [Descriptor: [Float]]
}
