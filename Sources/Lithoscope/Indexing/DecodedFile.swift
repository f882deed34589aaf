import Catalog
import Descriptors

/// A file after the decoding stage.
enum DecodedFile: Sendable {
  /// The collection has every vector of these bytes already.
  case known(FoundFile, ContentDigest)
  /// Ready for the network; `lacking` are the places, in the descriptor set, of the vectors to keep.
  case prepared(FoundFile, ContentDigest, PreparedImage, lacking: [Int])
  /// An image that cannot be used, or a file that only its name calls an image.
  case failed(FoundFile, reason: String)
  /// Not an image, and does not claim to be one.
  case foreign(FoundFile)
}
