import Catalog
import Descriptors
import Testing
import VectorSearch

@testable import Lithoscope

@Suite struct ExactSearchTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
  }

  /// Every image's vector as it is stored.
  private func vectors(_ descriptor: Descriptor) throws -> [String: [Float]] {
    try collection.openCatalog().read { reader in
      let record = try #require(try reader.descriptor(named: descriptor.name))
      let matrix = try VectorMatrix(
        path: collection.layout.vectorFile(record.vectorFile), dimension: descriptor.dimension,
        rows: record.rowCount)
      var vectors: [String: [Float]] = [:]
      try reader.forEachImage(of: record.id) { row, image in vectors[image.path.string] = matrix.row(row) }
      return vectors
    }
  }

  private func cosine(_ first: [Float], _ second: [Float]) -> Double {
    zip(first, second).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  @Test(
    "The results are those of a plain loop in double precision", arguments: [Descriptor.rgbHistogram, .lbp])
  func bruteForce(descriptor: Descriptor) throws {
    for seed in 0..<150 { try folder.write(try Picture.png(seed), to: "\(seed % 7)/\(seed).png") }
    try collection.index(.using(descriptor))
    let vectors = try vectors(descriptor)
    #expect(vectors.count == 150)
    #expect(vectors.values.allSatisfy { abs(cosine($0, $0) - 1) < 1e-6 })
    for query in ["0/0.png", "3/73.png", "2/149.png"] {
      let own = try #require(vectors[query])
      let expected = vectors.filter { $0.key != query }.mapValues { cosine(own, $0) }
      let best = expected.values.sorted(by: >)
      let result = try collection.search(query, count: 25)
      #expect(result.searched == 149)
      #expect(result.member == query)
      #expect(result.matches.map(\.rank) == Array(1...25))
      for match in result.matches {
        #expect(abs(Double(match.similarity) - best[match.rank - 1]) < 1e-6)
        #expect(abs(Double(match.similarity) - (expected[match.path] ?? 9)) < 1e-6)
        #expect(match.label == String(match.path.prefix(1)))
      }
    }
  }

  @Test("Equal similarities are in the order of paths, and the cut falls in that order as well")
  func ties() throws {
    // Pixels in another order: other bytes, other rows, the same colours.
    for shift in 0..<20 { try folder.write(try Picture.turned(1, by: 3 * shift), to: "\(99 - shift).png") }
    for seed in 2..<30 { try folder.write(try Picture.png(seed), to: "other \(seed).png") }
    try collection.index(.colours)
    #expect(try collection.status().distinctContents == 48)
    let all = (80...99).map { "\($0).png" }
    for count in [1, 3, 7, 19, 20] {
      try folder.write(try Picture.png(1), to: ".query")
      let matches = try collection.search(folder.at(".query"), count: count).matches
      #expect(matches.map(\.path) == Array(all.prefix(count)))
      #expect(Set(matches.map(\.similarity)).count == 1)
    }
    let others = try collection.search("85.png", count: 6).matches.map(\.path)
    #expect(others == ["80.png", "81.png", "82.png", "83.png", "84.png", "86.png"])
  }

  @Test("Images that are gone take nobody's place among the results")
  func deadRows() throws {
    for shift in 0..<20 { try folder.write(try Picture.turned(1, by: 3 * shift), to: "near \(shift).png") }
    for seed in 2..<12 { try folder.write(try Picture.png(seed), to: "other \(seed).png") }
    try collection.index(.colours)
    for shift in 0..<20 { try folder.remove("near \(shift).png") }
    #expect(try collection.index().removed == 20)
    try folder.write(try Picture.png(1), to: ".query")
    let matches = try collection.search(folder.at(".query"), count: 7).matches
    #expect(matches.count == 7)
    #expect(matches.allSatisfy { $0.path.hasPrefix("other") })
  }

  @Test("More results than images are all images but the query")
  func moreThanThereAre() throws {
    for seed in 0..<5 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
    try collection.index(.colours)
    #expect(try collection.search("0.png", count: 5).matches.count == 4)
    #expect(try collection.search("0.png", count: Int.max).matches.count == 4)
    try folder.write(try Picture.png(77), to: ".query")
    #expect(try collection.search(folder.at(".query"), count: 1000).matches.count == 5)
  }

  @Test("Alone in its collection, an image has no match")
  func alone() throws {
    try folder.write(try Picture.png(0), to: "0.png")
    try collection.index(.colours)
    let result = try collection.search("0.png")
    #expect(result.matches.isEmpty)
    #expect(result.searched == 0)
  }

  @Test("Similarities lie within −1…1, and equal images have 1.0000")
  func range() throws {
    for seed in 0..<40 { try folder.write(try Picture.png(seed, side: 30), to: "\(seed).png") }
    try collection.index(.using(.rgbHistogram, .lbp))
    for seed in 0..<40 {
      try folder.write(try Picture.png(seed, side: 30), to: ".query")
      for descriptor in [Descriptor.rgbHistogram, .lbp] {
        let matches = try collection.search(folder.at(".query"), count: 40, descriptor: descriptor).matches
        #expect(matches.allSatisfy { $0.similarity >= -1 && $0.similarity <= 1 })
        #expect(matches.first?.path == "\(seed).png")
        #expect(matches.first?.similarityText == "1.0000")
        #expect(matches.first?.roundedSimilarity == 1)
      }
    }
  }
}
