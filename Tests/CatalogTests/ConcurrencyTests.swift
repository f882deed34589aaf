import Testing

@testable import Catalog

@Suite struct ConcurrencyTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readersSeeOneMomentWhileAWriterCommits() async throws {
    let writer = try Catalog(folder: folder.path, mode: .create)
    try writer.insertDescriptor(Sample.descriptor("a"))
    let path = folder.path
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<2 {
        group.addTask {
          let reader = try Catalog(folder: path, mode: .read)
          var moments: Set<Int> = []
          while moments.max() ?? 0 < 60 {
            try expectConsistent(reader)
            moments.insert(try reader.read { try $0.descriptors()[0].rowCount })
            await Task.yield()
          }
          return moments.count
        }
      }
      group.addTask {
        for batch in 0..<30 {
          try writer.add([("\(batch)-a.jpg", 2 * batch), ("\(batch)-b.jpg", 2 * batch + 1)])
          if batch > 0 { try writer.remove("\(batch - 1)-a.jpg") }
          await Task.yield()
        }
        return 1
      }
      for try await moments in group { #expect(moments >= 1) }
    }
    try expectConsistent(writer)
  }

  @Test func aReadersMomentDoesNotMove() throws {
    let writer = try Catalog(folder: folder.path, mode: .create)
    let descriptor = try writer.insertDescriptor(Sample.descriptor("a")).id
    try writer.add([("a.jpg", 1)])
    let reader = try Catalog(folder: folder.path, mode: .read)
    try reader.read { (view) throws in
      #expect(try view.descriptor(descriptor)?.rowCount == 1)
      try writer.add([("b.jpg", 2)])
      try writer.remove("a.jpg")
      #expect(try view.descriptor(descriptor)?.rowCount == 1)
      #expect(try view.holes(of: descriptor).isEmpty)
      #expect(try view.images(forRows: [0], descriptor: descriptor)[0]?.first?.path.string == "a.jpg")
    }
    #expect(try reader.read { try $0.holes(of: descriptor) } == [0])
  }

  @Test func aSecondWriterMustOpenAgain() throws {
    let first = try Catalog(folder: folder.path, mode: .create)
    let descriptor = try first.insertDescriptor(Sample.descriptor("a")).id
    let second = try Catalog(folder: folder.path, mode: .write)
    try second.add([("a.jpg", 1)])
    var batch = CatalogBatch()
    batch.contents = [try Sample.content(2)]
    batch.images = [try Sample.image("b.jpg", 2)]
    batch.embeddings = [EmbeddedRows(descriptor: descriptor, firstRow: 0, digests: [try Sample.digest(2)])]
    #expect(throws: CatalogError.rowsDisagree(descriptor: "a", committed: 1, first: 0)) {
      try first.commit(batch)
    }
  }
}
