import Testing

@testable import VectorSearch

@Suite struct AnnoyFormatTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("hand.ann")
    try folder.write(HandLaidForest.bytes, to: "hand.ann")
  }

  /// Its direction is between those of items 0 and 6.
  private let query: [Float] = [1, -0.6]

  @Test func findsItemsAndRootsAndCountsNoRootTwice() throws {
    let index = try AnnoyIndex(path: path, dimension: 2)
    #expect(index.count == 7)
    #expect(index.dimension == 2)
    #expect(index.trees == 3)
    #expect(index.file.roots == [18, 17, 16])
  }

  @Test func searchesByTheVectorsInTheFile() throws {
    let index = try AnnoyIndex(path: path, dimension: 2)
    let found = try index.search(query, k: 7)
    #expect(found.map(\.row) == [0, 6, 1, 4, 2, 3])
    for neighbour in found {
      let item = try #require(HandLaidForest.items[neighbour.row])
      #expect(abs(try UnitVector.cosine(item, query) - neighbour.similarity) < 1e-6)
    }
    #expect(index.damage == nil)
  }

  @Test func walksToTheMostPromisingNodeUntilEnoughRowsAreCounted() throws {
    let index = try AnnoyIndex(path: path, dimension: 2)
    // The leaf of tree A has the bound 0.86; of node 10 and item 6, both at 0.51, the higher number comes first.
    #expect(try met(index, effort: 1) == [0, 1, 2])
    #expect(try met(index, effort: 3) == [0, 1, 2])
    #expect(try met(index, effort: 4) == [0, 1, 2, 4, 6])
    // Item 6 is counted twice, by trees B and C; then come negative bounds, the nearest to zero first.
    #expect(try met(index, effort: 6) == [0, 1, 2, 4, 6])
    #expect(try met(index, effort: 7) == [0, 1, 2, 3, 4, 6])
    #expect(try index.search(query, k: 2, options: SearchOptions(effort: 1)).map(\.row) == [0, 1])
    #expect(try index.search(query, k: 2, options: SearchOptions(effort: 4)).map(\.row) == [0, 6])
  }

  @Test func comparesEverythingWhereTheForestOffersTooLittle() throws {
    let index = try AnnoyIndex(path: path, dimension: 2)
    let found = try index.search(query, k: 4, options: SearchOptions(effort: 1))
    #expect(found.map(\.row) == [0, 6, 1, 4])
  }

  @Test func doesNotCountRowsThatAreNotAllowed() throws {
    let index = try AnnoyIndex(path: path, dimension: 2)
    var walk = ForestWalk(index.file)
    var met: [UInt64] = [0]
    try walk.run(query, effort: 1, allowed: [1 << 3 | 1 << 4 | 1 << 6], met: &met)
    #expect(met == [1 << 4 | 1 << 6])
  }

  @Test func refusesWhatCannotBeAForest() throws {
    #expect(throws: IndexFileError.self) { try AnnoyIndex(path: path, dimension: 3) }
    #expect(throws: IndexFileError.self) { try AnnoyIndex(path: path, dimension: 0) }
    #expect(throws: IndexFileError.self) { try AnnoyIndex(path: path, dimension: .max) }
    #expect(throws: IndexFileError.self) { try AnnoyIndex(path: folder.path, dimension: 2) }
    #expect(throws: IndexFileError.self) { try AnnoyIndex(path: folder.file("none"), dimension: 2) }
    try folder.write([], to: "empty.ann")
    #expect(throws: IndexFileError.wrongSize(path: folder.file("empty.ann"), bytes: 0, expected: 1)) {
      try AnnoyIndex(path: folder.file("empty.ann"), dimension: 2)
    }
    try folder.write(HandLaidForest.bytes.dropLast(3), to: "torn.ann")
    #expect(throws: IndexFileError.wrongSize(path: folder.file("torn.ann"), bytes: 377, expected: 360)) {
      try AnnoyIndex(path: folder.file("torn.ann"), dimension: 2)
    }
  }

  @Test func refusesOtherVectors() throws {
    let rows = HandLaidForest.items.map { $0 ?? [9, 9] }
    let same = try VectorMatrix(components: rows.flatMap { $0 } + [5, 5], dimension: 2)
    #expect(try AnnoyIndex(path: path, dimension: 2, matrix: same).count == 7)
    let fewer = try VectorMatrix(components: rows.dropLast().flatMap { $0 }, dimension: 2)
    let others = try VectorMatrix(components: rows.reversed().flatMap { $0 }, dimension: 2)
    for matrix in [fewer, others] {
      #expect(throws: IndexFileError.otherVectors(path: path)) {
        try AnnoyIndex(path: path, dimension: 2, matrix: matrix)
      }
    }
  }

  private func met(_ index: AnnoyIndex, effort: Int) throws -> [Int] {
    var walk = ForestWalk(index.file)
    var met: [UInt64] = [0]
    try walk.run(query, effort: effort, allowed: nil, met: &met)
    return (0..<7).filter { met[0] & 1 << UInt64($0) != 0 }
  }
}
