import Testing

@testable import Catalog

/// Short ways to say what goes into a catalog.
enum Sample {
  static func path(_ text: String) throws -> RelativePath { try #require(RelativePath(text)) }

  /// A digest that is different for each number.
  static func digest(_ number: Int) throws -> ContentDigest {
    let bytes = (0..<32).map {
      UInt8(truncatingIfNeeded: (number &* 0x9E37_79B9) >> ($0 % 8) &+ $0 &* number)
    }
    let tail = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    return try #require(ContentDigest(bytes.prefix(24) + tail))
  }

  static func content(_ number: Int) throws -> ContentRecord {
    ContentRecord(digest: try digest(number), width: 100 + number, height: 50, format: "jpeg")
  }

  static func image(_ text: String, _ content: Int, label: String? = nil) throws -> ImageEntry {
    ImageEntry(
      path: try path(text), digest: try digest(content),
      stamp: FileStamp(byteSize: 1000, modifiedNanoseconds: 1_700_000_000_123_456_789), label: label)
  }

  static func failure(_ text: String, reason: String = "The file is empty; remove it.") throws
    -> FailureRecord
  {
    FailureRecord(
      path: try path(text), reason: reason, stamp: FileStamp(byteSize: 0, modifiedNanoseconds: 5), time: 9)
  }

  static func descriptor(_ name: String, file: String? = nil) -> NewDescriptor {
    NewDescriptor(
      name: name,
      stamp: DescriptorStamp(
        dimension: 512, modelDigest: "d9a2", preprocessing: "area-224-caffe/1", precision: "f32", version: 1),
      vectorFile: file ?? name + ".f32", created: 1_700_000_000)
  }
}

extension Catalog {
  /// Adds images `name` → content number, with a row of each descriptor for contents not seen before.
  func add(_ images: [(String, Int)], label: String? = nil) throws {
    var batch = CatalogBatch()
    batch.images = try images.map { try Sample.image($0.0, $0.1, label: label) }
    var fresh: [Int] = []
    try read { (reader) throws in
      for (_, content) in images where !fresh.contains(content) {
        if try reader.rows(forDigest: Sample.digest(content)) == nil { fresh.append(content) }
      }
      for descriptor in try reader.descriptors() {
        batch.embeddings.append(
          EmbeddedRows(
            descriptor: descriptor.id, firstRow: descriptor.rowCount, digests: try fresh.map(Sample.digest)))
      }
    }
    batch.contents = try fresh.map(Sample.content)
    try commit(batch)
  }

  func remove(_ paths: String...) throws { try remove(paths.map(Sample.path)) }
}

/// Checks that a catalog agrees with itself: every row up to the row count is either a hole or has images,
/// every content has an image, and no row is used twice.
func expectConsistent(_ catalog: Catalog, sourceLocation: SourceLocation = #_sourceLocation) throws {
  try catalog.read { (reader) throws in
    let counts = try reader.counts()
    var contents: Set<ContentDigest> = []
    try reader.forEachKnownFile { contents.insert($1.digest) }
    #expect(contents.count == counts.contents, sourceLocation: sourceLocation)
    for descriptor in try reader.descriptors() {
      let holes = try reader.holes(of: descriptor.id)
      let images = try reader.images(forRows: 0..<descriptor.rowCount, descriptor: descriptor.id)
      let rows = Set(holes).union(images.keys)
      #expect(rows == Set(0..<descriptor.rowCount), sourceLocation: sourceLocation)
      #expect(Set(holes).isDisjoint(with: images.keys), sourceLocation: sourceLocation)
    }
  }
}
