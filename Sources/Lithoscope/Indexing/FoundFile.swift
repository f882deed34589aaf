import Catalog

/// A file that a scan came across.
struct FoundFile: Sendable, Hashable {
  /// Path relative to the folder.
  let path: RelativePath
  /// Size and time of the last modification.
  let stamp: FileStamp

  /// The class label: the name of the folder the file lies in, or nil directly under the root.
  var label: String? {
    // By bytes: a name may begin with a combining mark, which Swift joins with the slash before it.
    let names = path.string.utf8.split(separator: UInt8(ascii: "/"))
    return names.count < 2 ? nil : String(names[names.count - 2])
  }
}
