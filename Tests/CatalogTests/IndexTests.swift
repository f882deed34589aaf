import Testing

@testable import Catalog

@Suite struct IndexTests {
  private let record = IndexRecord(
    asked: "auto", kind: "hnsw", parameters: ["neighbours": 16], vectorFile: "a.f32", rows: 0, deadRows: 0,
    files: [
      IndexFileRecord(
        name: "a.1.hnsw", digest: "00ff", bytes: 12, modifiedNanoseconds: 1_700_000_000_123_456_789,
        changedNanoseconds: -1, inode: .max)
    ], recall: 0.99, wantedRecall: 0.9, effort: 48, queries: 200)

  @Test func staysUntilTheDescriptorIsReplacedOrRemoved() throws {
    let catalog = try Catalog()
    let first = try catalog.insertDescriptor(Sample.descriptor("a"))
    let second = try catalog.insertDescriptor(Sample.descriptor("b"))
    try catalog.setIndex(record, of: first.id)
    try catalog.setProperty("index", to: "{}")
    try catalog.read { (reader) throws in
      #expect(try reader.index(of: first.id) == record)
      #expect(try reader.index(of: second.id) == nil)
      #expect(try reader.indexes() == [record])
    }
    try catalog.removeIndex(of: first.id)
    #expect(try catalog.read { try $0.index(of: first.id) } == nil)
    try catalog.setIndex(record, of: first.id)
    try catalog.removeDescriptor(first.id)
    #expect(try catalog.read { try $0.indexes() }.isEmpty)
    #expect(throws: CatalogError.unknownDescriptor) { try catalog.setIndex(record, of: first.id) }
    try catalog.setIndex(record, of: second.id)
    _ = try catalog.replaceDescriptor(second.id, with: Sample.descriptor("c"))
    #expect(try catalog.read { try $0.indexes() }.isEmpty)
  }

  @Test func goesWithTheVectorsThatWereCompared() throws {
    let catalog = try Catalog()
    let id = try catalog.insertDescriptor(Sample.descriptor("a")).id
    let whitening = WhiteningRecord(
      file: "a.whitened.f32", rowCount: 0, parameters: [1], fittedRows: 0, fittedContents: 0, created: 0)
    try catalog.setIndex(record, of: id)
    try catalog.setWhitening(whitening, of: id)
    #expect(try catalog.read { try $0.index(of: id) } == nil)
    try catalog.setIndex(record, of: id)
    try catalog.removeWhitening(of: id)
    #expect(try catalog.read { try $0.index(of: id) } == nil)
    try catalog.setIndex(record, of: id)
    try catalog.replaceVectorFile(of: id, with: "a.2.f32", rows: [])
    #expect(try catalog.read { try $0.index(of: id) } == nil)
  }

  @Test func coversNoMoreRowsThanThereAre() throws {
    let catalog = try Catalog()
    let id = try catalog.insertDescriptor(Sample.descriptor("a")).id
    var larger = record
    larger.rows = 1
    #expect(throws: CatalogError.self) { try catalog.setIndex(larger, of: id) }
    #expect(try catalog.read { try $0.index(of: id) } == nil)
  }

  @Test func believesNoTextThatIsNotOne() throws {
    let text = try record.text
    #expect(IndexRecord(text: text) == record)
    #expect(!text.contains("\n"))
    let broken = [
      "", "{}", "[]", "null", String(text.dropLast()), text.replacing("a.1.hnsw", with: "../a.1.hnsw"),
      text.replacing("a.1.hnsw", with: ""), text.replacing("\"rows\":0", with: "\"rows\":-1"),
      text.replacing("\"effort\":48", with: "\"effort\":0"),
      text.replacing("\"recall\":0.99", with: "\"recall\":1.5"),
      text.replacing("\"bytes\":12", with: "\"bytes\":-1"),
    ]
    for text in broken { #expect(IndexRecord(text: text) == nil, "\(text)") }
  }
}
