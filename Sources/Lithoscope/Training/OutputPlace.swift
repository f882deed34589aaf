import Glibc
import Neural

/// The place of a file to be.
enum OutputPlace {
  /// Removes what a run that was killed while it wrote the file has left beside it.
  static func removeLeftovers(of path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "./"
    let prefix =
      path[(slash.map { path.index(after: $0) } ?? path.startIndex)...] + Safetensors.temporaryInfix
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name.hasPrefix(prefix) { unlink(folder + name) }
    }
  }

  /// Finds out before anything is computed whether a file can be written there.
  ///
  /// - Throws: ``TrainingProblem/unwritable(path:reason:checkpoint:)``.
  static func check(_ path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard access(folder, W_OK | X_OK) == 0 else {
      throw TrainingProblem.unwritable(path: path, reason: String(cString: strerror(errno)), checkpoint: nil)
    }
    removeLeftovers(of: path)
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw TrainingProblem.unwritable(path: path, reason: "it is a folder", checkpoint: nil)
    }
  }
}
