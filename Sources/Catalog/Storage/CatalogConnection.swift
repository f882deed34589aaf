import GRDB
import Glibc

/// The ways to open the file of a catalog.
struct CatalogConnection {
  /// The file.
  let path: String

  /// How long to wait for another program that has the file locked: far longer than a commit takes.
  private static let patience: Double = 10

  /// Opens the catalog for writing, and makes or migrates its tables.
  func openForWriting(creating: Bool) throws(CatalogError) -> any DatabaseWriter {
    let exists = size(of: path).map { $0 > 0 } ?? false
    guard exists || creating else { throw .missing(path: path) }
    return try CatalogError.translating(path: path) {
      if exists {
        // What is not ours is refused before anything is written to it; a pool would change it to WAL.
        // Where a run was killed while it made the catalog, its journal has to be rolled back first, and only
        // who may write can do that.
        let isWhole = (size(of: path + "-journal") ?? 0) == 0
        let first = try DatabaseQueue(path: plainPath, configuration: configuration(readOnly: isWhole))
        try check(first, acceptingEmpty: creating, acceptingOlder: true)
        try first.close()
      }
      let pool = try DatabasePool(path: plainPath, configuration: configuration(readOnly: false))
      try CatalogFormat.migrator.migrate(pool)
      return pool
    }
  }

  /// Opens the catalog for reading; in a folder that may not be written as well.
  func openForReading() throws(CatalogError) -> any DatabaseWriter {
    guard let bytes = size(of: path), bytes > 0 else { throw .missing(path: path) }
    return try CatalogError.translating(path: path) {
      do {
        let pool = try DatabasePool(path: plainPath, configuration: configuration(readOnly: true))
        try check(pool, acceptingEmpty: false, acceptingOlder: false)
        return pool
      } catch let error as DatabaseError where Self.lacksSharedMemory(error) {
        // In WAL mode even readers need a file of shared memory beside the catalog. Where it cannot be
        // made, the catalog can be read as a file that nobody changes, if all of it is in that file.
        guard (size(of: path + "-wal") ?? 0) == 0 else { throw CatalogError.needsRecovery(path: path) }
        let queue = try DatabaseQueue(path: immutablePath, configuration: configuration(readOnly: true))
        try check(queue, acceptingEmpty: false, acceptingOlder: false)
        return queue
      }
    }
  }

  /// A catalog in memory.
  static func openInMemory() throws(CatalogError) -> any DatabaseWriter {
    let connection = CatalogConnection(path: "in memory")
    return try CatalogError.translating(path: connection.path) {
      let queue = try DatabaseQueue(configuration: connection.configuration(readOnly: false))
      try CatalogFormat.migrator.migrate(queue)
      return queue
    }
  }

  private func check(
    _ database: any DatabaseReader, acceptingEmpty: Bool, acceptingOlder: Bool
  ) throws {
    switch try database.read(CatalogFormat.recognise) {
    case .foreign:
      throw CatalogError.notACatalog(path: path)
    case .empty where !acceptingEmpty:
      throw CatalogError.missing(path: path)
    case .catalog(let version) where version > CatalogFormat.version:
      throw CatalogError.newerFormat(path: path, found: version, supported: CatalogFormat.version)
    case .catalog(let version) where version < CatalogFormat.oldestReadable && !acceptingOlder:
      throw CatalogError.olderFormat(path: path, found: version, supported: CatalogFormat.version)
    case .empty, .catalog:
      break
    }
  }

  private func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(Self.patience)
    configuration.label = "Lithoscope catalog"
    configuration.prepareDatabase { db in
      // A catalog from elsewhere may not call functions with side effects from its views and triggers.
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      if !readOnly { try db.execute(sql: "PRAGMA synchronous = NORMAL") }
    }
    return configuration
  }

  /// The path as SQLite must be told it: a name that begins with `file:` would be taken for a URI.
  private var plainPath: String { path.hasPrefix("file:") ? "./" + path : path }

  /// The path as a URI that promises SQLite an unchanging file (https://www.sqlite.org/uri.html).
  private var immutablePath: String {
    let digits = Array("0123456789ABCDEF")
    var escaped = ""
    for byte in path.utf8 {
      switch UInt8(byte) {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        escaped += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return "file:\(escaped)?immutable=1"
  }

  private static func lacksSharedMemory(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_PROTOCOL: true
    default: false
    }
  }

  /// The size of a file in bytes, or `nil` where there is none.
  private func size(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }
}
