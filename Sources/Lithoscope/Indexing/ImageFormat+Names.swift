import Imaging

extension ImageFormat {
  /// Whether a path ends like an image's: a file that claims to be an image and is none deserves a word.
  static func isNamedLikeImage(_ path: String) -> Bool {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return false }
    return fileExtensions.contains(path[path.index(after: dot)...].lowercased())
  }
}
