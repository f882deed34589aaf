import Glibc

/// The place of a file to be.
enum OutputPlace {
  /// Finds out before anything is computed whether a file can be written there.
  ///
  /// - Throws: ``TrainingProblem/unwritable(path:reason:checkpoint:)``.
  static func check(_ path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard access(folder, W_OK | X_OK) == 0 else {
      throw TrainingProblem.unwritable(path: path, reason: String(cString: strerror(errno)), checkpoint: nil)
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw TrainingProblem.unwritable(path: path, reason: "it is a folder", checkpoint: nil)
    }
  }
}
