/// The bytes of an image file: what takes one trip through the network, however many files have them.
public struct ContentRecord: Sendable, Hashable {
  /// The SHA-256 of the bytes.
  public var digest: ContentDigest
  /// Pixels across, upright.
  public var width: Int
  /// Pixels down, upright.
  public var height: Int
  /// The format that the bytes have, such as `jpeg`, whatever the file is called.
  public var format: String
  /// EXIF fields as one JSON object, if there are any.
  public var exif: String?

  /// A content.
  public init(digest: ContentDigest, width: Int, height: Int, format: String, exif: String? = nil) {
    self.digest = digest
    self.width = width
    self.height = height
    self.format = format
    self.exif = exif
  }
}
