/// An image file with the numbers by which the catalog knows it.
public struct CatalogedImage: Sendable, Hashable {
  /// The file's number. It stays the same while the file is in the catalog, whatever its content.
  public let id: Int64
  /// Its content's number; files with the same bytes share it.
  public let content: Int64
  /// What is known of the file.
  public let record: ImageRecord
  /// EXIF fields of its content as one JSON object, if there are any.
  public let exif: String?
}
