import Catalog

/// A file that a scan came across.
struct FoundFile: Sendable, Hashable {
  /// Path relative to the folder.
  let path: RelativePath
  /// Size and time of the last modification.
  let stamp: FileStamp

  /// The class label: the name of the folder the file lies in, or nil directly under the root.
  var label: String? {
    PathBytes.names(path.string).dropLast().last
  }
}
