/// The rule for names of vector files.
enum VectorFileName {
  /// Whether a name stays in its folder: a single component that is neither `.` nor `..`.
  static func isPlain(_ name: String) -> Bool {
    RelativePath(name) != nil && !name.utf8.contains(UInt8(ascii: "/"))
  }
}
