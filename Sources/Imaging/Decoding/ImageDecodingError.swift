/// Why a file gave no image. The description does not name the file; whoever asked knows it.
public enum ImageDecodingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The system would not open or read the file.
  case unreadable(reason: String)

  /// A folder, a pipe, a socket or a device.
  case notARegularFile

  /// A file of no bytes.
  case empty

  /// Bytes that begin like no image; `found` says what they seem to be.
  case notAnImage(found: String)

  /// The file ends before its image does.
  case truncated(ImageFormat)

  /// The file contradicts itself or its format.
  case corrupt(ImageFormat)

  /// A sound image of a kind that cannot be decoded here; `kind` completes "It is …".
  case unsupported(ImageFormat, kind: String)

  /// More pixels than the limit for its kind.
  case tooManyPixels(width: Int, height: Int, limit: Int)

  /// A larger file than the limit.
  case tooManyBytes(bytes: Int, limit: Int)

  /// libvips, which decodes images, did not start.
  case libraryMissing

  /// One sentence or two, ending in a remedy.
  public var description: String {
    switch self {
    case .unreadable(let reason):
      "It cannot be read (\(reason)); check its permissions and that the disk is there."
    case .notARegularFile:
      "It is not a regular file; give the path of an image file."
    case .empty:
      "It is empty, 0 bytes; restore it from the original or remove it."
    case .notAnImage(let found):
      "It is not an image: it holds \(found); put a JPEG, PNG, TIFF, WebP or HEIC file in its place or remove it."
    case .truncated(let format):
      "The \(format.name) file is cut short; copy it again from the original or remove it."
    case .corrupt(let format):
      "The \(format.name) file is damaged; restore it from the original or remove it."
    case .unsupported(_, let kind):
      "It is \(kind), which cannot be decoded here; save it as an 8-bit JPEG, PNG or TIFF."
    case .tooManyPixels(let width, let height, let limit):
      "It measures \(width)×\(height) pixels, above the limit of \(limit / 1_000_000) million for its kind;"
        + " save a smaller copy or raise the limit."
    case .tooManyBytes(let bytes, let limit):
      "It has \(bytes) bytes, above the limit of \(limit); save a smaller copy or raise the limit."
    case .libraryMissing:
      "libvips, which decodes images, does not start; reinstall it (Debian: libvips42)."
    }
  }
}
