import Foundation
import GRDB
import Testing

@testable import Catalog

@Suite("Whitened vectors in the catalog")
struct WhiteningTests {
  let catalog: Catalog
  let descriptor: DescriptorRecord

  init() throws {
    catalog = try Catalog()
    let id = try catalog.insertDescriptor(Sample.descriptor("a")).id
    try catalog.insertDescriptor(Sample.descriptor("b"))
    try catalog.add((0..<10).map { ("\($0).jpg", $0) })
    descriptor = try #require(try catalog.read { try $0.descriptor(id) })
  }

  private func record(_ file: String = "a.whitened.f32", rows: Int = 10) -> WhiteningRecord {
    WhiteningRecord(
      file: file, rowCount: rows, parameters: [1, 2, 255], fittedRows: 10, fittedContents: 10, created: 7)
  }

  private func known() throws -> WhiteningRecord? { try catalog.read { try $0.whitening(of: descriptor.id) } }

  @Test("What is set is read back, replaced and removed")
  func keeping() throws {
    #expect(try known() == nil)
    try catalog.setWhitening(record(), of: descriptor.id)
    #expect(try known() == record())
    try catalog.setWhitening(record("a.whitened.2.f32", rows: 4), of: descriptor.id)
    #expect(try known() == record("a.whitened.2.f32", rows: 4))
    #expect(try catalog.read { try $0.whitenings() } == [record("a.whitened.2.f32", rows: 4)])
    try catalog.removeWhitening(of: descriptor.id)
    #expect(try known() == nil)
  }

  @Test("Rows are counted on from those that count, up to the descriptor's")
  func extending() throws {
    #expect(throws: CatalogError.rowsDisagree(descriptor: "a", committed: 0, first: 4)) {
      try catalog.extendWhitening(of: descriptor.id, from: 4, to: 9)
    }
    try catalog.setWhitening(record(rows: 4), of: descriptor.id)
    try catalog.extendWhitening(of: descriptor.id, from: 4, to: 9)
    #expect(try known() == record(rows: 9))
    for (first, count) in [(4, 10), (9, 8), (9, 11)] {
      #expect(throws: CatalogError.self) {
        try catalog.extendWhitening(of: descriptor.id, from: first, to: count)
      }
    }
    #expect(try known() == record(rows: 9))
  }

  @Test("Names that lead out or are taken, and more rows than there are, are refused")
  func refused() throws {
    try catalog.setWhitening(record(), of: descriptor.id)
    let other = try #require(try catalog.read { try $0.descriptor(named: "b") })
    for bad in [record("../a.f32"), record("a.f32"), record("b.f32"), record(rows: 11)] {
      #expect(throws: CatalogError.self) { try catalog.setWhitening(bad, of: descriptor.id) }
    }
    #expect(throws: CatalogError.self) { try catalog.setWhitening(record(), of: other.id) }
    #expect(throws: CatalogError.self) {
      try catalog.insertDescriptor(Sample.descriptor("c", file: "a.whitened.f32"))
    }
    #expect(try known() == record())
  }

  @Test("They go with their descriptor")
  func goingWithTheDescriptor() throws {
    try catalog.setWhitening(record(), of: descriptor.id)
    let new = try catalog.replaceDescriptor(descriptor.id, with: Sample.descriptor("a", file: "a.2.f32"))
    #expect(try catalog.read { try $0.whitenings() }.isEmpty)
    try catalog.setWhitening(record(rows: 0), of: new.id)
    try catalog.removeDescriptor(new.id)
    #expect(try catalog.read { try $0.whitenings() }.isEmpty)
    #expect(throws: CatalogError.unknownDescriptor) { try catalog.setWhitening(record(), of: new.id) }
  }

  @Test("A new vector file leaves the whitening, but none of its rows")
  func newVectorFile() throws {
    try catalog.setWhitening(record(), of: descriptor.id)
    try catalog.remove("3.jpg")
    try catalog.replaceVectorFile(
      of: descriptor.id, with: "a.2.f32", rows: (0..<10).filter { $0 != 3 })
    #expect(try known() == record(rows: 0))
  }

  @Test("Parameters that are too large to be any are not read, names that lead out not believed")
  func hostile() throws {
    try catalog.setWhitening(record(), of: descriptor.id)
    try catalog.write { try $0.execute(sql: "UPDATE whitening SET parameters = zeroblob(5000000)") }
    #expect(try known()?.parameters == [])
    try catalog.write { try $0.execute(sql: "UPDATE whitening SET file = 'b.f32'") }
    #expect(try known() == nil)
    #expect(try catalog.read { try $0.whitenings() }.isEmpty)
    try catalog.write { try $0.execute(sql: "UPDATE whitening SET file = '../x'") }
    #expect(throws: CatalogError.self) { try known() }
    #expect(throws: CatalogError.self) { try catalog.read { try $0.whitenings() } }
  }

  @Test("A catalog of format 1 is read as it is, and brought up to date for writing")
  func olderFormat() throws {
    let folder = try TemporaryFolder()
    do {
      let pool = try DatabasePool(path: folder.file(Catalog.fileName))
      try CatalogFormat.migrator.migrate(pool, upTo: "1")
      try pool.close()
    }
    func version(_ catalog: Catalog) throws -> Int? {
      try catalog.database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    }
    let old = try Catalog(folder: folder.path, mode: .read)
    #expect(try version(old) == 1)
    #expect(try old.read { try $0.whitenings() }.isEmpty)
    #expect(try old.read { try $0.counts().images } == 0)

    let new = try Catalog(folder: folder.path, mode: .write)
    #expect(try version(new) == CatalogFormat.version)
    let id = try new.insertDescriptor(Sample.descriptor("a")).id
    try new.setWhitening(record(rows: 0), of: id)
    // Whoever had opened it before goes on.
    #expect(try old.read { try $0.whitening(of: id) } == record(rows: 0))
  }
}
