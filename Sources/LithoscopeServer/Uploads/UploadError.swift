/// Why an uploaded picture could not be kept.
enum UploadError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where the folder should be stands something else.
  case notAFolder(String)
  /// Too many files of one name.
  case nameTaken
  /// The system would not write it.
  case system(String)

  /// The reason and the remedy.
  var description: String {
    switch self {
    case .notAFolder(let name): "“\(name)” in the collection is not a folder; choose another label."
    case .nameTaken: "Too many files have this name; give it another one."
    case .system(let reason):
      "It could not be written (\(reason)); make room on the server's disk, or let it write there."
    }
  }
}
