import Testing

@testable import Catalog

@Suite struct ExifReadingTests {
  @Test("Images come with their EXIF where it is asked for, in the order of rows and paths")
  func withExif() throws {
    let catalog = try Catalog()
    let descriptor = try catalog.insertDescriptor(Sample.descriptor("lbp"))
    var content = try Sample.content(1)
    content.exif = #"{"iso":"100"}"#
    var batch = CatalogBatch()
    batch.contents = [content, try Sample.content(2)]
    batch.images = [try Sample.image("b.jpg", 1), try Sample.image("a.jpg", 1), try Sample.image("c.jpg", 2)]
    batch.embeddings = [
      EmbeddedRows(
        descriptor: descriptor.id, firstRow: 0, digests: [try Sample.digest(1), try Sample.digest(2)])
    ]
    try catalog.commit(batch)
    for asked in [true, false] {
      var found: [String] = []
      try catalog.read { reader in
        try reader.forEachImage(of: descriptor.id, withExif: asked) { row, image, exif in
          found.append("\(row) \(image.path) \(exif ?? "–")")
        }
      }
      let exif = asked ? #"{"iso":"100"}"# : "–"
      #expect(found == ["0 a.jpg \(exif)", "0 b.jpg \(exif)", "1 c.jpg –"])
    }
  }
}
