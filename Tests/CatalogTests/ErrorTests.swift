import GRDB
import Testing

@testable import Catalog

@Suite struct ErrorTests {
  @Test func meansWhatTheResultCodeSays() {
    let path = "/nowhere/catalog.sqlite"
    func meaning(_ code: ResultCode) -> CatalogError {
      CatalogError(DatabaseError(resultCode: code, message: "words"), path: path)
    }
    #expect(meaning(.SQLITE_FULL) == .diskFull(path: path))
    #expect(meaning(.SQLITE_NOTADB) == .notACatalog(path: path))
    #expect(meaning(.SQLITE_CORRUPT) == .damaged(path: path, detail: "words"))
    #expect(meaning(.SQLITE_BUSY) == .busy(path: path))
    #expect(meaning(.SQLITE_BUSY_SNAPSHOT) == .busy(path: path))
    #expect(meaning(.SQLITE_LOCKED) == .busy(path: path))
    #expect(meaning(.SQLITE_READONLY) == .readOnly(path: path))
    #expect(meaning(.SQLITE_READONLY_CANTINIT) == .needsRecovery(path: path))
    #expect(meaning(.SQLITE_CANTOPEN) == .cannotOpen(path: path))
    #expect(meaning(.SQLITE_IOERR_WRITE) == .failed(path: path, code: 778, detail: "words"))
    #expect(meaning(.SQLITE_NOMEM) == .failed(path: path, code: 7, detail: "words"))
  }

  @Test func saysThatTheDiskIsFull() throws {
    let folder = try TemporaryFolder()
    let catalog = try Catalog(folder: folder.path, mode: .create)
    try catalog.add([("before.jpg", 0)])
    // A database that may have no more pages is as full as a disk without room.
    try catalog.database.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    #expect(throws: CatalogError.diskFull(path: catalog.path)) {
      try catalog.add((1..<2000).map { ("image \($0).jpg", $0) })
    }
    #expect(try catalog.read { try $0.counts().images } == 1)
    let again = try Catalog(folder: folder.path, mode: .write)
    try again.add((1..<2000).map { ("image \($0).jpg", $0) })
    #expect(try again.read { try $0.counts().images } == 2000)
    try expectConsistent(again)
  }

  @Test func letsOtherErrorsThrough() throws {
    struct Other: Error {}
    #expect(throws: Other.self) { try Catalog().read { _ in throw Other() } }
  }

  @Test func everySentenceEndsInARemedy() throws {
    let path = "c.sqlite"
    let errors: [CatalogError] = [
      .missing(path: path), .notACatalog(path: path), .newerFormat(path: path, found: 2, supported: 1),
      .olderFormat(path: path, found: 0, supported: 1), .damaged(path: path, detail: "x"),
      .diskFull(path: path), .busy(path: path), .readOnly(path: path), .needsRecovery(path: path),
      .cannotOpen(path: path), .failed(path: path, code: 1, detail: "x"),
      .unknownContent(digest: try Sample.digest(1)), .unknownDescriptor,
      .descriptorExists(name: "a", vectorFile: "b"), .invalidVectorFile(name: "/"),
      .rowsDisagree(descriptor: "a", committed: 1, first: 2), .rowsLost(descriptor: "a"),
    ]
    for error in errors {
      #expect(error.description.contains("; "))
      #expect(error.description.hasSuffix("."))
      #expect(!error.description.contains("  "))
    }
  }
}
