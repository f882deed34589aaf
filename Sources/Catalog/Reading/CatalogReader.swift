import GRDB

/// A catalog at one moment. Made by ``Catalog/read(_:)`` and valid only inside of it.
public struct CatalogReader {
  let database: Database

  /// A number that every change of the catalog raises: as long as it is the same, so is the catalog.
  public func revision() throws -> Int {
    Int(try property("revision") ?? "") ?? 0
  }

  /// What was stored under a name with ``Catalog/setProperty(_:to:)``.
  public func property(_ name: String) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(sql: "SELECT value FROM property WHERE name = ?"), arguments: [name])
  }

  /// How much the catalog holds.
  public func counts() throws -> CatalogCounts {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT (SELECT count(*) FROM image), (SELECT count(*) FROM content), (SELECT count(*) FROM failure)
        """)
    guard let row else { throw DamagedValue(detail: "no counts") }
    return CatalogCounts(images: try row.count(0), contents: try row.count(1), failures: try row.count(2))
  }

  /// The classes and how many images each has, in the order of their bytes; images without one first.
  public func labels() throws -> [LabelCount] {
    try list("SELECT label, count(*) FROM image GROUP BY label ORDER BY label") { row in
      LabelCount(label: try row.optionalText(0), images: try row.count(1))
    }
  }

  /// The files that could not be indexed, in the order of their paths.
  public func failures() throws -> [FailureRecord] {
    try list("SELECT path, reason, time, byte_size, modified_ns FROM failure ORDER BY path") { row in
      let stamp = row.hasNull(atIndex: 3) || row.hasNull(atIndex: 4) ? nil : try row.stamp(3)
      return FailureRecord(
        path: try row.path(0), reason: try row.text(1), stamp: stamp, time: try row.integer(2))
    }
  }

  /// Everything that a statement finds.
  func list<Element>(
    _ sql: String, _ arguments: StatementArguments = [], _ element: (Row) throws -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    try each(sql, arguments) { elements.append(try element($0)) }
    return elements
  }

  /// The first row that a statement finds.
  func first<Element>(
    _ sql: String, _ arguments: StatementArguments, _ element: (Row) throws -> Element
  ) throws -> Element? {
    let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
    return try rows.next().map(element)
  }

  /// Calls `body` with every row that a statement finds; the row is valid only there.
  func each(
    _ sql: String, _ arguments: StatementArguments = [], _ body: (Row) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() { try body(row) }
  }
}
