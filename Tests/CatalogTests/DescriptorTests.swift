import Testing

@testable import Catalog

@Suite struct DescriptorTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog() }

  @Test func keepsWhatWasInserted() throws {
    let new = Sample.descriptor("vgg16-fc2")
    let record = try catalog.insertDescriptor(new)
    #expect(record.name == new.name)
    #expect(record.stamp == new.stamp)
    #expect(record.vectorFile == "vgg16-fc2.f32")
    #expect(record.rowCount == 0)
    #expect(record.created == new.created)
    try catalog.read { (reader) throws in
      #expect(try reader.descriptors() == [record])
      #expect(try reader.descriptor(named: "vgg16-fc2") == record)
      #expect(try reader.descriptor(named: "lbp") == nil)
    }
  }

  @Test func putsTheFirstDescriptorFirstEvenAfterARebuild() throws {
    let first = try catalog.insertDescriptor(Sample.descriptor("b"))
    try catalog.insertDescriptor(Sample.descriptor("a"))
    try catalog.add([("x.jpg", 1)])
    let again = try catalog.replaceDescriptor(first.id, with: Sample.descriptor("b", file: "b-2.f32"))
    #expect(again.id != first.id)
    #expect(again.rowCount == 0)
    try catalog.read { (reader) throws in
      #expect(try reader.descriptors().map(\.name) == ["b", "a"])
      #expect(try reader.rows(forDigest: Sample.digest(1))?.count == 1)
      #expect(try reader.descriptor(first.id) == nil)
      #expect(try reader.contents(missing: again.id).count == 1)
    }
    #expect(throws: CatalogError.unknownDescriptor) {
      try catalog.replaceDescriptor(first.id, with: Sample.descriptor("b", file: "b-3.f32"))
    }
  }

  @Test func refusesASecondDescriptorOfTheSameNameOrFile() throws {
    try catalog.insertDescriptor(Sample.descriptor("a"))
    #expect(throws: CatalogError.descriptorExists(name: "a", vectorFile: "other.f32")) {
      try catalog.insertDescriptor(Sample.descriptor("a", file: "other.f32"))
    }
    #expect(throws: CatalogError.descriptorExists(name: "b", vectorFile: "a.f32")) {
      try catalog.insertDescriptor(Sample.descriptor("b", file: "a.f32"))
    }
  }

  @Test(arguments: ["", "..", "../a", "/etc/passwd", "a/b"])
  func refusesVectorFilesOutsideOfTheFolder(name: String) throws {
    #expect(throws: CatalogError.invalidVectorFile(name: name)) {
      try catalog.insertDescriptor(Sample.descriptor("a", file: name))
    }
    // And does not believe a catalog that names one.
    try catalog.insertDescriptor(Sample.descriptor("a"))
    try catalog.write { try $0.execute(sql: "UPDATE descriptor SET vector_file = ?", arguments: [name]) }
    #expect {
      try catalog.read { try $0.descriptors() }
    } throws: { error in
      if case CatalogError.damaged = error { true } else { false }
    }
  }

  @Test func removesADescriptorWithItsRows() throws {
    let gone = try catalog.insertDescriptor(Sample.descriptor("a")).id
    let stays = try catalog.insertDescriptor(Sample.descriptor("b")).id
    try catalog.add([("x.jpg", 1), ("y.jpg", 2)])
    try catalog.remove("x.jpg")
    try catalog.removeDescriptor(gone)
    try catalog.read { (reader) throws in
      #expect(try reader.descriptors().map(\.id) == [stays])
      #expect(try reader.rows(forDigest: Sample.digest(2)) == [stays: 1])
      #expect(try reader.holes(of: gone).isEmpty)
      #expect(try reader.holes(of: stays) == [0])
    }
    #expect(throws: CatalogError.unknownDescriptor) { try catalog.removeDescriptor(gone) }
    #expect(try catalog.insertDescriptor(Sample.descriptor("a")).id != gone)
  }

  @Test func namesTheContentsThatLackADescriptor() throws {
    let first = try catalog.insertDescriptor(Sample.descriptor("a")).id
    try catalog.add([("b.jpg", 1), ("a.jpg", 1), ("c.jpg", 2)])
    let second = try catalog.insertDescriptor(Sample.descriptor("b")).id
    try catalog.add([("d.jpg", 3)])
    try catalog.read { (reader) throws in
      #expect(try reader.contents(missing: first).isEmpty)
      let missing = try reader.contents(missing: second)
      #expect(missing.map(\.path.string) == ["a.jpg", "c.jpg"])
      #expect(missing.map(\.digest) == [try Sample.digest(1), try Sample.digest(2)])
      #expect(missing.allSatisfy { $0.stamp.byteSize == 1000 })
    }
    var batch = CatalogBatch()
    batch.embeddings = [
      EmbeddedRows(descriptor: second, firstRow: 1, digests: [try Sample.digest(2), try Sample.digest(1)])
    ]
    try catalog.commit(batch)
    try catalog.read { (reader) throws in
      #expect(try reader.contents(missing: second).isEmpty)
      #expect(try reader.row(forPath: Sample.path("b.jpg"), descriptor: second) == 2)
    }
    try expectConsistent(catalog)
  }

  @Test func walksThroughAllImagesInTheOrderOfRows() throws {
    let descriptor = try catalog.insertDescriptor(Sample.descriptor("a")).id
    try catalog.add([("z.jpg", 1), ("b.jpg", 2), ("a.jpg", 1)])
    try catalog.add([("c.jpg", 3)])
    try catalog.remove("b.jpg")
    var seen: [String] = []
    try catalog.read { try $0.forEachImage(of: descriptor) { seen.append("\($0) \($1.path)") } }
    #expect(seen == ["0 a.jpg", "0 z.jpg", "2 c.jpg"])
  }

  @Test func compactsAVectorFile() throws {
    let descriptor = try catalog.insertDescriptor(Sample.descriptor("a")).id
    let other = try catalog.insertDescriptor(Sample.descriptor("b")).id
    try catalog.add((0..<6).map { ("\($0).jpg", $0) })
    try catalog.remove("0.jpg", "3.jpg")
    try catalog.replaceVectorFile(of: descriptor, with: "a-2.f32", rows: [1, 2, 5, 4])
    try catalog.read { (reader) throws in
      let record = try #require(try reader.descriptor(descriptor))
      #expect(record.vectorFile == "a-2.f32")
      #expect(record.rowCount == 4)
      #expect(try reader.holes(of: descriptor).isEmpty)
      let rows = try [1, 2, 5, 4].map {
        try reader.row(forPath: Sample.path("\($0).jpg"), descriptor: descriptor)
      }
      #expect(rows == [0, 1, 2, 3])
      #expect(try reader.holes(of: other) == [0, 3])
      #expect(try reader.descriptor(other)?.rowCount == 6)
    }
    try expectConsistent(catalog)
  }

  @Test func losesNoRowWhenCompacting() throws {
    let descriptor = try catalog.insertDescriptor(Sample.descriptor("a")).id
    try catalog.add((0..<4).map { ("\($0).jpg", $0) })
    try catalog.remove("0.jpg")
    for rows in [[1, 2], [1, 2, 2], [0, 1, 2], [0, 1, 2, 3], [1, 2, 4], []] {
      #expect(throws: CatalogError.rowsLost(descriptor: "a")) {
        try catalog.replaceVectorFile(of: descriptor, with: "a-2.f32", rows: rows)
      }
    }
    #expect(throws: CatalogError.descriptorExists(name: "a", vectorFile: "a.f32")) {
      try catalog.replaceVectorFile(of: descriptor, with: "a.f32", rows: [1, 2, 3])
    }
    #expect(try catalog.read { try $0.descriptor(descriptor)?.rowCount } == 4)
    try expectConsistent(catalog)
  }
}
