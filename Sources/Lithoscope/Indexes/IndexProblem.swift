import Glibc
import VectorSearch

/// Why an index is not used; the search is exact then, and right.
enum IndexProblem: Error, Equatable {
  /// There is none yet: the run that was to build it was stopped.
  case missing(kind: IndexKind)
  /// It was made from a file of vectors that has been replaced, or from more of it than counts.
  case otherVectors
  /// It is of a kind that this version does not know.
  case unknownKind(String)
  /// A file is not there: somebody has deleted it, or an indexing run has just put another in its place.
  case gone(path: String)
  /// A file's content is not what was written.
  case altered(path: String)
  /// A file cannot be opened, or is no such index: one sentence with the remedy.
  case unreadable(reason: String)

  /// A file cannot be opened, or is no such index.
  init(_ error: any Error) {
    if case .system(_, let path, ENOENT) = error as? IndexFileError {
      self = .gone(path: path)
    } else {
      self = error as? IndexProblem ?? .unreadable(reason: "\(error)")
    }
  }

  /// One sentence with the remedy.
  ///
  /// - Parameter folder: the collection's.
  func sentence(folder: String) -> String {
    let remedy = "build it with `lithoscope index \(ShellWord.quoted(folder))`."
    let reason =
      switch self {
      case .missing(let kind): "the \(kind.rawValue) index is not there yet; \(remedy)"
      case .otherVectors: "the index was made from other vectors than those that count now; \(remedy)"
      case .unknownKind(let kind): "\(kind) is a kind of index that this version does not know; \(remedy)"
      case .gone(let path): "\(path) is not there any more; \(remedy)"
      case .altered(let path): "\(path) was changed since it was written; \(remedy)"
      case .unreadable(let reason): reason
      }
    return "All vectors were looked at, one by one, since the index cannot be used: \(reason)"
  }
}
