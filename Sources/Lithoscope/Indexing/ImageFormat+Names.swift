import Imaging

extension ImageFormat {
  /// Whether a path ends like an image's: a file that claims to be an image and is none deserves a word.
  static func isNamedLikeImage(_ path: String) -> Bool {
    guard let name = PathBytes.names(path).last, let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else {
      return false
    }
    return fileExtensions.contains(name[name.utf8.index(after: dot)...].lowercased())
  }
}
