import Glibc

/// Why a collection's lock could not be taken.
public enum CollectionLockError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Another process writes to the collection; who it is, if it has said so.
  case held(path: String, by: LockHolder?)
  /// The lock file cannot be opened or locked.
  case system(path: String, code: CInt)

  /// One sentence with the holder and the remedy.
  public var description: String {
    switch self {
    case .held(let path, let holder):
      "The collection is being indexed by \(holder?.description ?? "another process") (\(path)); wait until "
        + "it is done (index --wait does), or stop it\(holder.map { " with kill \($0.process) there" } ?? "")."
    case .system(let path, let code):
      "Cannot lock \(path): \(Self.reason(code)); \(Self.remedy(code))."
    }
  }

  private static func reason(_ code: CInt) -> String {
    strerror(code).map { String(cString: $0) } ?? "system error \(code)"
  }

  private static func remedy(_ code: CInt) -> String {
    switch code {
    case EACCES, EPERM, EROFS: "keep the collection in a folder that you may write, with --collection DIR"
    case ENOENT, ENOTDIR: "check that the collection's folder exists"
    case ENOLCK, EOPNOTSUPP: "keep the collection on a local disk, with --collection DIR"
    case ENOSPC: "free some space and run the same command again"
    default: "check the disk and run the same command again"
    }
  }
}
