/// Why a file cannot be taken as an image, before it is decoded.
public enum ImageFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The system refused to open or read it.
  case unreadable(String)
  /// It has no bytes.
  case empty
  /// Its content is no image format that Lithoscope reads, whatever its name says.
  case notAnImage
  /// It is a folder, a device or a pipe.
  case notAFile

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let reason): "The file cannot be read (\(reason)); check its path and permissions."
    case .empty: "The file is empty (0 bytes); restore it from the original or remove it."
    case .notAnImage:
      "The file's content is not an image, whatever its name says; rename or remove it, or convert it to "
        + "JPEG, PNG or TIFF."
    case .notAFile: "This is not a file; give the path of an image."
    }
  }
}
