import GRDB

extension Catalog {
  /// The version of SQLite beneath, such as `3.40.1`.
  public static var libraryVersion: String {
    let queue = try? DatabaseQueue()
    return (try? queue?.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "unknown"
  }
}
