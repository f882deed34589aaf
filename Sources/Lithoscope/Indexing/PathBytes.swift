/// Paths taken apart by their bytes.
///
/// Swift compares and splits text by what it looks like: a slash before a combining accent would part
/// nothing, and two spellings of é would be one folder.
enum PathBytes {
  private static let slash = UInt8(ascii: "/")

  /// The names that a path is made of.
  static func names(_ path: String) -> [String] {
    path.utf8.split(separator: slash).map { String(Substring($0)) }
  }

  /// What comes after `folder/` in a path that begins with it.
  static func remainder(of path: String, below folder: String) -> String? {
    let beginning = "\(folder)/".utf8
    guard path.utf8.starts(with: beginning) else { return nil }
    return String(Substring(path.utf8.dropFirst(beginning.count)))
  }
}
