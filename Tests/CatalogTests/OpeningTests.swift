import Foundation
import GRDB
import Testing

@testable import Catalog

@Suite struct OpeningTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.file(Catalog.fileName) }

  private func create() throws -> Catalog { try Catalog(folder: folder.path, mode: .create) }

  @Test func keepsEverythingAcrossOpenings() throws {
    do {
      let catalog = try create()
      try catalog.insertDescriptor(Sample.descriptor("a"))
      try catalog.add([("x.jpg", 1)], label: "schist")
    }
    for mode in [Catalog.Mode.create, .write, .read] {
      let catalog = try Catalog(folder: folder.path + "/", mode: mode)
      try catalog.read { (reader) throws in
        #expect(try reader.counts().images == 1)
        #expect(try reader.descriptors().first?.rowCount == 1)
      }
    }
  }

  @Test("A kill while the catalog is made leaves a journal, which the next run rolls back")
  func rollsBackAJournal() throws {
    let other = folder.file("other.sqlite")
    try DatabaseQueue(path: other).writeWithoutTransaction { db in
      // With so little room in memory, pages go to the file before the transaction is over.
      try db.execute(sql: "PRAGMA cache_size = 2; VACUUM; BEGIN IMMEDIATE; CREATE TABLE half (text)")
      for _ in 0..<2000 {
        try db.execute(sql: "INSERT INTO half VALUES (?)", arguments: [String(repeating: "x", count: 500)])
      }
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: other + ending, toPath: path + ending)
      }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(throws: CatalogError.self) { try Catalog(folder: folder.path, mode: .read) }
    #expect(try create().read { try $0.counts().images } == 0)
    #expect(!folder.exists(Catalog.fileName + "-journal"))
  }

  @Test func saysThatThereIsNoCatalog() throws {
    for mode in [Catalog.Mode.write, .read] {
      #expect(throws: CatalogError.missing(path: path)) { try Catalog(folder: folder.path, mode: mode) }
    }
    #expect(!folder.exists(Catalog.fileName))
    // What a crash at the very first moment leaves.
    try folder.write(Data(), to: Catalog.fileName)
    #expect(throws: CatalogError.missing(path: path)) { try Catalog(folder: folder.path, mode: .read) }
    #expect(try create().read { try $0.counts().images } == 0)
    #expect(throws: CatalogError.cannotOpen(path: folder.file("no/catalog.sqlite"))) {
      try Catalog(folder: folder.file("no"), mode: .create)
    }
  }

  @Test func makesTheTablesInADatabaseThatWasLeftEmpty() throws {
    do { _ = try DatabasePool(path: path) }
    #expect(throws: CatalogError.missing(path: path)) { try Catalog(folder: folder.path, mode: .read) }
    #expect(try create().read { try $0.counts().images } == 0)
  }

  @Test func refusesFilesOfOtherKinds() throws {
    let garbage = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    for data in [garbage, Data("not a database".utf8), garbage.prefix(100)] {
      try folder.write(data, to: Catalog.fileName)
      for mode in [Catalog.Mode.create, .write, .read] {
        #expect(throws: CatalogError.notACatalog(path: path)) { try Catalog(folder: folder.path, mode: mode) }
      }
      #expect(try folder.read(Catalog.fileName) == data)
    }
  }

  @Test func refusesDatabasesOfOtherPrograms() throws {
    do {
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
    }
    let before = try folder.read(Catalog.fileName)
    for mode in [Catalog.Mode.create, .write, .read] {
      #expect(throws: CatalogError.notACatalog(path: path)) { try Catalog(folder: folder.path, mode: mode) }
    }
    #expect(try folder.read(Catalog.fileName) == before)
  }

  @Test func refusesACatalogFromALaterVersion() throws {
    do {
      let catalog = try create()
      try catalog.database.write { try $0.execute(sql: "PRAGMA user_version = 7") }
    }
    let error = CatalogError.newerFormat(path: path, found: 7, supported: CatalogFormat.version)
    for mode in [Catalog.Mode.create, .write, .read] {
      #expect(throws: error) { try Catalog(folder: folder.path, mode: mode) }
    }
    #expect(error.description.contains("format 7"))
  }

  @Test func reportsDamageAsDamage() throws {
    do {
      let catalog = try create()
      try catalog.insertDescriptor(Sample.descriptor("a"))
      try catalog.add((0..<500).map { ("image \($0).jpg", $0) })
    }
    var data = try folder.read(Catalog.fileName)
    for index in stride(from: 4096, to: data.count, by: 7) { data[index] ^= 0x55 }
    try folder.write(data, to: Catalog.fileName)
    #expect {
      try Catalog(folder: folder.path, mode: .read).read { (reader) throws in
        _ = try reader.knownFiles()
        _ = try reader.descriptors()
      }
    } throws: { error in
      switch error as? CatalogError {
      case .damaged, .notACatalog: true
      default: false
      }
    }
  }

  @Test func believesNoPathThatLeadsOut() throws {
    let catalog = try create()
    try catalog.add([("a.jpg", 1)])
    try catalog.write { try $0.execute(sql: "UPDATE image SET path = '../../etc/passwd'") }
    #expect(throws: CatalogError.self) { try catalog.read { try $0.knownFiles() } }
  }

  @Test func readsWithoutWritingBesideTheCatalog() throws {
    do {
      let catalog = try create()
      try catalog.insertDescriptor(Sample.descriptor("a"))
      try catalog.add([("x.jpg", 1)])
    }
    let copy = "read only %41?#&.d"
    try folder.makeFolder(copy)
    try folder.write(try folder.read(Catalog.fileName), to: copy + "/" + Catalog.fileName)
    let log = copy + "/" + Catalog.fileName + "-wal"
    // A dangling link where the log should be: SQLite can no more make it than in a read-only folder.
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(log), withDestinationPath: folder.file("no/log"))
    let catalog = try Catalog(folder: folder.file(copy), mode: .read)
    #expect(try catalog.read { try $0.counts().images } == 1)
    #expect(throws: CatalogError.readOnly(path: catalog.path)) {
      try catalog.setProperty("a", to: "b")
    }
    // With a log that was not closed, the file alone is not the whole truth.
    try FileManager.default.removeItem(atPath: folder.file(log))
    try folder.makeFolder(log)
    #expect(throws: CatalogError.needsRecovery(path: catalog.path)) {
      try Catalog(folder: folder.file(copy), mode: .read)
    }
  }

  @Test func readersDoNotWrite() throws {
    _ = try create()
    let reader = try Catalog(folder: folder.path, mode: .read)
    #expect(throws: CatalogError.readOnly(path: path)) { try reader.add([("x.jpg", 1)]) }
  }
}
