import GRDB

/// What is in a collection and where: images, their contents, the descriptors and their rows of vectors.
///
/// The catalog is one SQLite file, `catalog.sqlite`, in the collection's folder. It is the truth about
/// the collection: a row of a vector file counts once the catalog has committed it.
///
/// A catalog may be used from any thread. Any number of processes may read it while one writes; writers
/// hold a ``CollectionLock`` so that there is only one.
public final class Catalog: Sendable {
  /// The name of the file in the collection's folder.
  public static let fileName = "catalog.sqlite"

  /// What a catalog is opened for.
  public enum Mode: Sendable {
    /// Reading and writing; the catalog is made where there is none.
    case create
    /// Reading and writing; there must be a catalog.
    case write
    /// Reading only, in a folder that may not be written as well. Such a folder is taken as unchanging.
    case read
  }

  /// Where the file lies.
  public let path: String
  let database: any DatabaseWriter

  /// Opens the catalog of a collection.
  ///
  /// - Parameter folder: the collection's folder, which exists: `photos/.lithoscope`, say.
  /// - Throws: `CatalogError`.
  public init(folder: String, mode: Mode) throws(CatalogError) {
    path = folder.hasSuffix("/") ? folder + Self.fileName : folder + "/" + Self.fileName
    let connection = CatalogConnection(path: path)
    database =
      switch mode {
      case .create: try connection.openForWriting(creating: true)
      case .write: try connection.openForWriting(creating: false)
      case .read: try connection.openForReading()
      }
  }

  /// A catalog in memory, for tests and experiments; it is gone with this object.
  public init() throws(CatalogError) {
    path = "in memory"
    database = try CatalogConnection.openInMemory()
  }

  /// Closes the catalog; nothing can be read or written afterwards.
  ///
  /// Unless somebody else has it open, everything is in its one file then, which can be copied or read from a
  /// disk that cannot be written.
  public func close() throws(CatalogError) {
    try CatalogError.translating(path: path) {
      // The last connection to close empties the log into the file, and a reader's may not.
      if let pool = database as? DatabasePool { pool.invalidateReadOnlyConnections() }
      try database.close()
    }
  }

  /// Calls `body` with a view of the catalog at one moment.
  ///
  /// Whatever `body` reads belongs together: row counts, holes and the images of rows, even while another
  /// process commits. The reader must not be kept after `body` returns, and `body` must not write to the
  /// catalog.
  ///
  /// - Throws: `CatalogError`, and whatever `body` throws of its own.
  public func read<Output>(_ body: (CatalogReader) throws -> Output) throws -> Output {
    do {
      return try database.read { try body(CatalogReader(database: $0)) }
    } catch {
      throw CatalogError(any: error, path: path) ?? error
    }
  }

  /// Runs one transaction: all of `body` happens or nothing of it.
  ///
  /// - Parameter durable: whether it outlasts a power cut once this returns, and not only a crash of the
  ///   process. Needed where a file is deleted next that an undone transaction would still refer to.
  func write<Output>(
    durable: Bool = false, _ body: (Database) throws -> Output
  ) throws(CatalogError) -> Output {
    try CatalogError.translating(path: path) {
      try database.writeWithoutTransaction { db in
        if durable { try db.execute(sql: "PRAGMA synchronous = FULL") }
        defer { if durable { try? db.execute(sql: "PRAGMA synchronous = NORMAL") } }
        var output: Output?
        try db.inTransaction(.immediate) {
          output = try body(db)
          try db.execute(
            sql: "UPDATE property SET value = CAST(value AS INTEGER) + 1 WHERE name = 'revision'")
          return .commit
        }
        guard let output else { throw DamagedValue(detail: "a transaction without a result") }
        return output
      }
    }
  }
}
