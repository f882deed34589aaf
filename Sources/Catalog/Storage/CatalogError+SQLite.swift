import GRDB
import Glibc

extension CatalogError {
  /// The meaning of an SQLite error by its result code (https://www.sqlite.org/rescode.html).
  init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "no further reason"
    self =
      switch error.extendedResultCode {
      case .SQLITE_NOTADB: .notACatalog(path: path)
      case .SQLITE_FULL: .diskFull(path: path)
      case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_ERROR:
        // Lithoscope's own statements are right, so an error in them means that the tables are not.
        .damaged(path: path, detail: detail)
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
      case .SQLITE_READONLY_RECOVERY, .SQLITE_READONLY_CANTINIT, .SQLITE_READONLY_CANTLOCK:
        .needsRecovery(path: path)
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly(path: path)
      case .SQLITE_IOERR, .SQLITE_CANTOPEN:
        // A full disk shows as many different input and output errors: which one depends on the file.
        if Self.isFull(path) {
          .diskFull(path: path)
        } else if error.resultCode == .SQLITE_CANTOPEN {
          .cannotOpen(path: path)
        } else {
          .failed(path: path, code: error.extendedResultCode.rawValue, detail: detail)
        }
      default: .failed(path: path, code: error.extendedResultCode.rawValue, detail: detail)
      }
  }

  /// Runs `body` and gives its errors as those of a catalog.
  static func translating<Output>(
    path: String, _ body: () throws -> Output
  ) throws(CatalogError) -> Output {
    do {
      return try body()
    } catch {
      throw CatalogError(any: error, path: path) ?? .damaged(path: path, detail: "\(error)")
    }
  }

  /// The catalog's own meaning of an error, or `nil` for an error that has nothing to do with it.
  init?(any error: any Error, path: String) {
    switch error {
    case let error as CatalogError: self = error
    case let error as DatabaseError: self = CatalogError(error, path: path)
    case let error as DamagedValue: self = .damaged(path: path, detail: error.detail)
    case let error as RowDecodingError: self = .damaged(path: path, detail: "\(error)")
    default: return nil
    }
  }

  /// Whether the disk has no room left for a user like this one.
  private static func isFull(_ path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    var status = statvfs()
    return statvfs(folder, &status) == 0 && status.f_bavail == 0 && status.f_blocks > 0
  }
}
