import Testing

@testable import Catalog

@Suite struct CommitTests {
  let catalog: Catalog
  let block4: DescriptorRecord.ID
  let lbp: DescriptorRecord.ID

  init() throws {
    catalog = try Catalog()
    block4 = try catalog.insertDescriptor(Sample.descriptor("vgg16-block4")).id
    lbp = try catalog.insertDescriptor(Sample.descriptor("lbp")).id
  }

  @Test func writesImagesContentsAndRows() throws {
    try catalog.add([("schist/a.jpg", 1), ("schist/b.jpg", 2)], label: "schist")
    try catalog.add([("gneiss/c.jpg", 3)], label: "gneiss")
    try catalog.read { (reader) throws in
      #expect(try reader.counts() == CatalogCounts(images: 3, contents: 3, failures: 0))
      #expect(try reader.descriptors().map(\.rowCount) == [3, 3])
      let image = try #require(try reader.image(at: Sample.path("schist/b.jpg")))
      #expect(image.label == "schist")
      #expect((image.width, image.height) == (102, 50))
      #expect(image.format == "jpeg")
      #expect(image.digest == (try Sample.digest(2)))
      #expect(image.stamp.modifiedNanoseconds == 1_700_000_000_123_456_789)
      #expect(try reader.row(forPath: Sample.path("gneiss/c.jpg"), descriptor: lbp) == 2)
      #expect(try reader.row(forPath: Sample.path("none.jpg"), descriptor: lbp) == nil)
      #expect(try reader.row(forDigest: Sample.digest(2), descriptor: block4) == 1)
      #expect(try reader.rows(forDigest: Sample.digest(3)) == [block4: 2, lbp: 2])
      #expect(try reader.rows(forDigest: Sample.digest(9)) == nil)
      #expect(try reader.image(at: Sample.path("none.jpg")) == nil)
      let labels = try reader.labels()
      #expect(labels == [LabelCount(label: "gneiss", images: 1), LabelCount(label: "schist", images: 2)])
    }
    try expectConsistent(catalog)
  }

  @Test func sharesOneRowBetweenFilesWithTheSameBytes() throws {
    try catalog.add([("b.jpg", 1), ("a.jpg", 1)])
    try catalog.add([("c.jpg", 1)])
    try catalog.read { (reader) throws in
      #expect(try reader.counts() == CatalogCounts(images: 3, contents: 1, failures: 0))
      #expect(try reader.descriptor(block4)?.rowCount == 1)
      let images = try reader.images(forRows: [0, 0, 5], descriptor: block4)
      #expect(images.mapValues { $0.map(\.path.string) } == [0: ["a.jpg", "b.jpg", "c.jpg"]])
    }
    try catalog.remove("a.jpg", "b.jpg")
    #expect(try catalog.read { try $0.holes(of: block4) } == [])
    try catalog.remove("c.jpg")
    try catalog.read { (reader) throws in
      #expect(try reader.holes(of: block4) == [0])
      #expect(try reader.holes(of: lbp) == [0])
      #expect(try reader.counts() == CatalogCounts(images: 0, contents: 0, failures: 0))
      #expect(try reader.images(forRows: [0], descriptor: block4).isEmpty)
    }
  }

  @Test func takesARowOutWhenItsFileChanges() throws {
    try catalog.add([("a.jpg", 1), ("b.jpg", 2)])
    try catalog.add([("a.jpg", 3)], label: "new")
    try catalog.read { (reader) throws in
      #expect(try reader.counts().contents == 2)
      #expect(try reader.holes(of: block4) == [0])
      #expect(try reader.row(forPath: Sample.path("a.jpg"), descriptor: block4) == 2)
      #expect(try reader.image(at: Sample.path("a.jpg"))?.label == "new")
    }
    try expectConsistent(catalog)
  }

  @Test func keepsTheRowOfAFileThatMoves() throws {
    try catalog.add([("old/a.jpg", 1)])
    var batch = CatalogBatch()
    batch.images = [try Sample.image("new/a.jpg", 1, label: "new")]
    batch.removals = [try Sample.path("old/a.jpg")]
    try catalog.commit(batch)
    try catalog.read { (reader) throws in
      #expect(try reader.row(forPath: Sample.path("new/a.jpg"), descriptor: block4) == 0)
      #expect(try reader.holes(of: block4).isEmpty)
      #expect(try reader.counts().images == 1)
    }
  }

  @Test func changesALabelAndAStampAlone() throws {
    try catalog.add([("a.jpg", 1)], label: "one")
    var entry = try Sample.image("a.jpg", 1, label: nil)
    entry.stamp = FileStamp(byteSize: 7, modifiedNanoseconds: -8)
    var batch = CatalogBatch()
    batch.images = [entry]
    try catalog.commit(batch)
    let known = try catalog.read { try $0.knownFile(at: Sample.path("a.jpg")) }
    #expect(known?.label == nil)
    #expect(known?.stamp == entry.stamp)
    #expect(try catalog.read { try $0.labels() } == [LabelCount(label: nil, images: 1)])
  }

  @Test func movesFilesBetweenImagesAndFailures() throws {
    try catalog.add([("a.jpg", 1)])
    var batch = CatalogBatch()
    batch.failures = [try Sample.failure("a.jpg"), try Sample.failure("b.jpg", reason: "No.")]
    batch.failures[1].stamp = nil
    try catalog.commit(batch)
    try catalog.read { (reader) throws in
      #expect(try reader.failures() == batch.failures)
      #expect(try reader.counts() == CatalogCounts(images: 0, contents: 0, failures: 2))
      #expect(try reader.holes(of: block4) == [0])
    }
    try catalog.add([("a.jpg", 2)])
    #expect(try catalog.read { try $0.failures().map(\.path.string) } == ["b.jpg"])
    try catalog.remove("b.jpg")
    #expect(try catalog.read { try $0.failures() }.isEmpty)
    try expectConsistent(catalog)
  }

  @Test func clearsTheFailuresOfFilesThatAreGone() throws {
    var batch = CatalogBatch()
    batch.failures = try ["a", "b", "c"].map { try Sample.failure($0) }
    try catalog.commit(batch)
    try catalog.clearFailures(except: [try Sample.path("b"), try Sample.path("z")])
    #expect(try catalog.read { try $0.failures().map(\.path.string) } == ["b"])
    try catalog.clearFailures()
    #expect(try catalog.read { try $0.failures() }.isEmpty)
  }

  @Test func makesAHoleOfARowThatIsNotNeeded() throws {
    try catalog.add([("a.jpg", 1)])
    var batch = CatalogBatch()
    batch.embeddings = [EmbeddedRows(descriptor: block4, firstRow: 1, digests: [try Sample.digest(1)])]
    try catalog.commit(batch)
    try catalog.read { (reader) throws in
      #expect(try reader.descriptor(block4)?.rowCount == 2)
      #expect(try reader.holes(of: block4) == [1])
      #expect(try reader.row(forDigest: Sample.digest(1), descriptor: block4) == 0)
    }
  }

  @Test func leavesNoContentWithoutAnImage() throws {
    var batch = CatalogBatch()
    batch.contents = [try Sample.content(1)]
    batch.embeddings = [EmbeddedRows(descriptor: block4, firstRow: 0, digests: [try Sample.digest(1)])]
    try catalog.commit(batch)
    #expect(try catalog.read { try $0.counts().contents } == 0)
    #expect(try catalog.read { try $0.holes(of: block4) } == [0])
  }

  @Test func writesAllOrNothing() throws {
    try catalog.add([("a.jpg", 1)])
    let revision = try catalog.read { try $0.revision() }
    var batch = CatalogBatch()
    batch.contents = [try Sample.content(2)]
    batch.embeddings = [EmbeddedRows(descriptor: lbp, firstRow: 1, digests: [try Sample.digest(2)])]
    batch.images = [try Sample.image("b.jpg", 2), try Sample.image("c.jpg", 77)]
    #expect(throws: CatalogError.unknownContent(digest: try Sample.digest(77))) { try catalog.commit(batch) }
    try catalog.read { (reader) throws in
      #expect(try reader.counts() == CatalogCounts(images: 1, contents: 1, failures: 0))
      #expect(try reader.descriptor(lbp)?.rowCount == 1)
      #expect(try reader.revision() == revision)
    }
  }

  @Test func refusesRowsThatDoNotFollowTheCommittedOnes() throws {
    try catalog.add([("a.jpg", 1)])
    var batch = CatalogBatch()
    for first in [0, 2, -1] {
      batch.embeddings = [EmbeddedRows(descriptor: lbp, firstRow: first, digests: [])]
      #expect(throws: CatalogError.rowsDisagree(descriptor: "lbp", committed: 1, first: first)) {
        try catalog.commit(batch)
      }
    }
    try catalog.removeDescriptor(lbp)
    #expect(throws: CatalogError.unknownDescriptor) { try catalog.commit(batch) }
  }

  @Test func raisesTheRevisionWithEachChange() throws {
    let first = try catalog.read { try $0.revision() }
    try catalog.commit(CatalogBatch())
    #expect(try catalog.read { try $0.revision() } == first)
    try catalog.add([("a.jpg", 1)])
    #expect(try catalog.read { try $0.revision() } == first + 1)
  }

  @Test func keepsPathsByTheirBytes() throws {
    let names = [
      "caf\u{E9}", "cafe\u{301}", "it's", "say \"x\"", "line\nfeed", "tab\t", "A", "a", "%_", "'; --",
    ]
    try catalog.add(names.enumerated().map { ($1, $0) })
    try catalog.read { (reader) throws in
      #expect(try reader.counts().images == names.count)
      let known = try reader.knownFiles()
      #expect(known.count == names.count)
      for (number, name) in names.enumerated() {
        let path = try Sample.path(name)
        #expect(known[path]?.digest == (try Sample.digest(number)))
        #expect(try reader.row(forPath: path, descriptor: block4) == number)
        #expect(try reader.image(at: path).map { Array($0.path.string.utf8) } == Array(name.utf8))
      }
    }
  }

  @Test func keepsExifAndProperties() throws {
    var content = try Sample.content(1)
    content.exif = #"{"Make":"Leitz"}"#
    var batch = CatalogBatch()
    batch.contents = [content]
    batch.images = [try Sample.image("a.jpg", 1)]
    try catalog.commit(batch)
    try catalog.add([("b.jpg", 2)])
    try catalog.setProperty("root", to: "/photos")
    try catalog.read { (reader) throws in
      #expect(try reader.exif(at: Sample.path("a.jpg")) == content.exif)
      #expect(try reader.exif(at: Sample.path("b.jpg")) == nil)
      #expect(try reader.exif(at: Sample.path("c.jpg")) == nil)
      #expect(try reader.property("root") == "/photos")
      #expect(try reader.property("none") == nil)
    }
    try catalog.setProperty("root", to: nil)
    #expect(try catalog.read { try $0.property("root") } == nil)
  }
}
