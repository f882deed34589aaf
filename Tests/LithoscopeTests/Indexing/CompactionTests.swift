import Catalog
import Testing
import VectorSearch

@testable import Lithoscope

/// Rows of images that are gone are thrown out once they are many.
@Suite struct CompactionTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 0..<800 { try folder.write(try Picture.png(seed, side: 4), to: "\(seed).png") }
    try collection.index(.using(.rgbHistogram, .lbp))
  }

  private func files() throws -> [String] {
    try folder.names().filter { $0.hasSuffix(".f32") }.compactMap {
      $0.split(separator: "/").last.map(String.init)
    }
  }

  /// An image and its vector's similarity to the first image's, for all images.
  private func allSimilarities() throws -> [Match] {
    try collection.search("0.png", count: 1000).matches
  }

  @Test("A few dead rows are passed over and stay")
  func few() throws {
    for seed in 500..<600 { try folder.remove("\(seed).png") }
    try collection.index()
    #expect(try files() == ["lbp.f32", "rgb-histogram.f32"])
    #expect(try allSimilarities().count == 699)
  }

  @Test("Many dead rows are thrown out: the files are others and smaller, the answers the same")
  func many() throws {
    let before = try allSimilarities().filter { (Int($0.path.dropLast(4)) ?? 0) < 500 }
    for seed in 500..<800 { try folder.remove("\(seed).png") }
    #expect(try collection.index().counts == [0, 0, 300, 500, 0])
    #expect(try files() == ["lbp.2.f32", "rgb-histogram.2.f32"])
    #expect(try folder.read(".lithoscope/vectors/rgb-histogram.2.f32").count == 500 * 512 * 4)
    let after = try allSimilarities()
    #expect(after.map(\.path) == before.map(\.path))
    #expect(after.map(\.similarity) == before.map(\.similarity))
    try collection.openCatalog().read { reader in
      for record in try reader.descriptors() {
        #expect(record.rowCount == 500)
        #expect(try reader.holes(of: record.id).isEmpty)
      }
    }
    // And the collection goes on from there.
    try folder.write(try Picture.png(5000), to: "new.png")
    #expect(try collection.index().counts == [1, 0, 0, 500, 0])
    #expect(try allSimilarities().count == 500)
  }

  @Test("Whoever had opened the file before searches on in the old rows")
  func openedBefore() throws {
    let record = try #require(
      try collection.openCatalog().read { try $0.descriptor(named: "rgb-histogram") })
    let matrix = try VectorMatrix(
      path: collection.layout.vectorFile(record.vectorFile), dimension: 512, rows: record.rowCount)
    let rows = (0..<matrix.count).map { matrix.row($0) }
    for seed in 300..<800 { try folder.remove("\(seed).png") }
    try collection.index()
    #expect(try files() == ["lbp.2.f32", "rgb-histogram.2.f32"])
    #expect((0..<matrix.count).allSatisfy { matrix.row($0) == rows[$0] })
  }
}
