import Foundation
import Testing

@testable import VectorSearch

@Suite struct HostileAnnoyFileTests {
  private static let dimension = 6
  private static let nodeBytes = 4 * (3 + dimension)

  @Test func answersRightlyOrRefusesWhateverIsInTheFile() throws {
    let forest = try SampleForest(count: 150, dimension: Self.dimension, trees: 3)
    let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: forest.path)))
    let queries = forest.queries(3)
    let truth = try queries.map { query in
      let all = try ExactIndex(forest.matrix).search(query, k: 150)
      return Dictionary(uniqueKeysWithValues: all.map { ($0.row, $0.similarity.bitPattern) })
    }
    var generator = SplitMix(state: 2024)
    var outcomes = (refused: 0, damaged: 0, searched: 0)
    for round in 0..<10_000 {
      let file = try MemoryFile(mutated(sound, round, &generator))
      defer { withExtendedLifetime(file) {} }
      let path = file.path
      do {
        let index = try AnnoyIndex(path: path, dimension: Self.dimension, matrix: forest.matrix)
        let turn = round % queries.count
        let options = SearchOptions(effort: round % 2 == 0 ? 40 : .max)
        let found = try index.search(queries[turn], k: 10, options: options)
        #expect(found.count == min(10, index.count))
        #expect(found.allSatisfy { truth[turn][$0.row] == $0.similarity.bitPattern })
        #expect(Set(found.map(\.row)).count == found.count)
        if index.damage == nil { outcomes.searched += 1 } else { outcomes.damaged += 1 }
      } catch is IndexFileError {
        outcomes.refused += 1
      }
      // Without a matrix the file's vectors are all there is: any answer is one of cosines.
      guard let alone = try? AnnoyIndex(path: path, dimension: Self.dimension) else { continue }
      let found = try alone.search(queries[0], k: 10, options: SearchOptions(effort: .max))
      #expect(found.allSatisfy { (-1.0001...1.0001).contains($0.similarity) && $0.row < alone.count })
    }
    // Each of the three ways is taken, or the mutations would test nothing.
    #expect(outcomes.refused > 500)
    #expect(outcomes.damaged > 500)
    #expect(outcomes.searched > 500)
  }

  @Test func endsWhereTreesRunInCircles() throws {
    // Every split has the same two children, themselves splits, as often as there are splits: 2ⁿ ways down.
    let splits = 60
    let items = 10
    let node = 3 + Self.dimension
    var words = [Int32](repeating: 0, count: (items + splits) * node)
    for item in 0..<items {
      words[item * node] = 1
      words[item * node + 3] = 1
    }
    for split in items..<items + splits {
      words[split * node] = Int32(items)
      words[split * node + 1] = Int32(max(split - 1, 0))
      words[split * node + 2] = Int32(max(split - 1, 0))
    }
    let folder = try TemporaryFolder()
    try folder.write(words.withUnsafeBytes { Array($0) }, to: "circle.ann")
    let index = try AnnoyIndex(path: folder.file("circle.ann"), dimension: Self.dimension)
    #expect(try index.search([1, 0, 0, 0, 0, 0], k: 10).count == 10)
    #expect(index.damage != nil)
  }

  @Test func comparesAllRowsWhereAHyperplaneIsNotFinite() throws {
    let forest = try SampleForest(count: 150, dimension: Self.dimension, trees: 3)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: forest.path)))
    for value in [Float.nan, .infinity] {
      let number = withUnsafeBytes(of: value) { Array($0) }
      bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: number)
      try forest.folder.write(bytes, to: "nan.ann")
      let index = try AnnoyIndex(
        path: forest.folder.file("nan.ann"), dimension: Self.dimension, matrix: forest.matrix)
      let query = forest.queries(1)[0]
      #expect(try index.search(query, k: 9) == ExactIndex(forest.matrix).search(query, k: 9))
      #expect(index.damage != nil)
    }
  }

  /// Bit flips, cuts, additions, and numbers where nodes have theirs.
  private func mutated(_ sound: [UInt8], _ round: Int, _ generator: inout SplitMix) -> [UInt8] {
    var bytes = sound
    let nodes = bytes.count / Self.nodeBytes
    switch round % 8 {
    case 0:
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] ^=
          1 << UInt8.random(in: 0..<8, using: &generator)
      }
    case 1: bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
    case 2: bytes.removeLast(Self.nodeBytes * Int.random(in: 1...nodes, using: &generator))
    case 3:
      let added = Self.nodeBytes * Int.random(in: 1...3, using: &generator)
      bytes += (0..<added).map { _ in UInt8.random(in: 0...255, using: &generator) }
    default:
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        // The roots at the end and what is right before them are what every search reads.
        let node = Int.random(in: round % 8 < 6 ? 150..<nodes : 0..<nodes, using: &generator)
        let number = anyNumber(nodes, &generator)
        let place = node * Self.nodeBytes + 4 * Int.random(in: 0..<4, using: &generator)
        bytes.replaceSubrange(place..<place + 4, with: withUnsafeBytes(of: number) { Array($0) })
      }
    }
    return bytes
  }

  private func anyNumber(_ nodes: Int, _ generator: inout SplitMix) -> Int32 {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: Int32.random(in: .min ... .max, using: &generator)
    case 1: Int32.random(in: -2...Int32(nodes) + 2, using: &generator)
    case 2: Int32.random(in: 0...10, using: &generator)
    case 3: [.min, -1, .max, 150, 149, 151][Int.random(in: 0..<6, using: &generator)]
    default:
      Int32(
        bitPattern: [Float.nan, .infinity, -.infinity, 1e38, -1e38, 0][
          Int.random(in: 0..<6, using: &generator)
        ].bitPattern)
    }
  }
}
