import CVectorKernels
import Testing

@testable import VectorSearch

@Suite("Exact search by compact rows", .serialized) struct CompactSearchTests {
  private static let shapes = [
    (1, 5), (3, 64), (17, 63), (64, 65), (100, 130), (130, 67), (512, 333), (4096, 70),
  ]

  @Test(arguments: CompactRows.Format.allCases)
  func answersAsTheMatrixDoesBitForBit(format: CompactRows.Format) throws {
    for (dimension, count) in Self.shapes {
      let sample = try SampleVectors(count: count, dimension: dimension)
      let matrix = try sample.matrix()
      let (plain, index) = (ExactIndex(matrix), try Self.index(matrix, format))
      for query in try Self.queries(dimension, sample) {
        for k in [1, 10, count, count + 5] {
          #expect(try index.search(query, k: k) == plain.search(query, k: k))
        }
      }
    }
  }

  @Test(arguments: CompactRows.Format.allCases)
  func answersTheSameWithoutTheProcessorsHelp(format: CompactRows.Format) throws {
    let sample = try SampleVectors(count: 333, dimension: 100)
    let matrix = try sample.matrix()
    let index = try Self.index(matrix, format)
    let queries = try Self.queries(100, sample)
    let fast = try queries.map { try index.search($0, k: 20) }
    litho_avoid_fast_bytes(true)
    defer { litho_avoid_fast_bytes(false) }
    #expect(!litho_bytes_are_fast())
    #expect(try queries.map { try Self.index(matrix, format).search($0, k: 20) } == fast)
    #expect(try Self.index(matrix, format).search(batch: queries, k: 20, options: SearchOptions()) == fast)
  }

  @Test(arguments: [CompactRows.Format?.none, .f16, .int8])
  func answersABatchAsOneByOne(format: CompactRows.Format?) throws {
    for (dimension, count) in [(40, 1200), (512, 150), (3, 64)] {
      let sample = try SampleVectors(count: count, dimension: dimension)
      let matrix = try sample.matrix()
      let index = try format.map { try Self.index(matrix, $0) } ?? ExactIndex(matrix)
      let queries = (0..<131).map { sample.rows[$0 * 7 % count] }
      let filtered = SearchOptions(
        skipping: [0, 5, 63, 64], only: RowSet((0..<count).filter { $0 % 3 != 0 }, below: count),
        includingTies: true)
      for options in [SearchOptions(threads: 1), SearchOptions(threads: 3), filtered] {
        let batch = try index.search(batch: queries, k: 9, options: options)
        #expect(try batch == queries.map { try index.search($0, k: 9, options: options) })
      }
      #expect(try index.search(batch: [], k: 3, options: SearchOptions()).isEmpty)
    }
  }

  @Test(arguments: CompactRows.Format.allCases)
  func findsAllRowsThatTie(format: CompactRows.Format) throws {
    // Few directions, many copies of each.
    let directions = try SampleVectors(count: 6, dimension: 33).rows
    let rows = (0..<400).map { directions[$0 * $0 % 6] }
    let matrix = try VectorMatrix(components: rows.flatMap(\.self), dimension: 33)
    let (plain, index) = (ExactIndex(matrix), try Self.index(matrix, format))
    for query in directions {
      for k in [1, 50, 130] {
        let options = SearchOptions(includingTies: true, threads: 2)
        let found = try index.search(query, k: k, options: options)
        #expect(try found == plain.search(query, k: k, options: options))
        #expect(found.count > k)
      }
    }
  }

  @Test(arguments: CompactRows.Format.allCases)
  func neverFindsRowsThatAreNoVectors(format: CompactRows.Format) throws {
    var rows = try SampleVectors(count: 200, dimension: 20).rows
    rows[3][7] = .nan
    rows[64][0] = .infinity
    rows[65][1] = -.infinity
    rows[130] = [Float](repeating: 0, count: 20)
    rows[131] = [Float](repeating: 1e-38, count: 20)
    rows[132] = [Float](repeating: 3e38, count: 20)
    let matrix = try VectorMatrix(components: rows.flatMap(\.self), dimension: 20)
    let (plain, index) = (ExactIndex(matrix), try Self.index(matrix, format))
    let found = try index.search(rows[9], k: 200)
    #expect(try found == plain.search(rows[9], k: 200))
    #expect(Set([3, 64, 65]).isDisjoint(with: found.map(\.row)))
    #expect(found.allSatisfy { $0.similarity.isFinite })
  }

  @Test(arguments: CompactRows.Format.allCases)
  func keepsToTheAllowedRows(format: CompactRows.Format) throws {
    let sample = try SampleVectors(count: 700, dimension: 24)
    let matrix = try sample.matrix()
    let (plain, index) = (ExactIndex(matrix), try Self.index(matrix, format))
    var generator = SplitMix(state: 8)
    for share in [0.002, 0.05, 0.5, 1] {
      let chosen = RowSet(
        (0..<700).filter { _ in Double.random(in: 0..<1, using: &generator) < share }, below: 700)
      for options in [SearchOptions(only: chosen), SearchOptions(skipping: chosen)] {
        let found = try index.search(sample.rows[1], k: 12, options: options)
        #expect(try found == plain.search(sample.rows[1], k: 12, options: options))
      }
    }
  }

  @Test func searchesRowsThatCameAfterTheCopy() throws {
    let sample = try SampleVectors(count: 400, dimension: 48)
    let matrix = try sample.matrix()
    let first = try VectorMatrix(components: sample.rows.prefix(333).flatMap(\.self), dimension: 48)
    for format in CompactRows.Format.allCases {
      let index = ExactIndex(matrix, compact: try CompactRows(of: first, format: format))
      for row in [0, 332, 333, 399] {
        let found = try index.search(sample.rows[row], k: 30)
        #expect(try found == ExactIndex(matrix).search(sample.rows[row], k: 30))
        #expect(
          try index.search(batch: [sample.rows[row], sample.rows[1]], k: 30, options: SearchOptions())[0]
            == found)
      }
    }
  }

  @Test func boundsTheErrorOfEveryProduct() throws {
    let sample = try SampleVectors(count: 300, dimension: 256, seed: 4)
    let rows = try CompactRows(of: try sample.matrix(), format: .int8)
    let byteRows = rows.byteRows
    for query in sample.rows.prefix(40) {
      let levels = ByteQuery(query, for: rows)
      for (row, components) in sample.rows.enumerated() {
        let exact = zip(query, components).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        var sum = 0
        for place in 0..<256 {
          let code = Int(byteRows.codes[row * byteRows.stride + place]) - 128
          sum += code * (254 * Int(levels.levels[place]) + Int(levels.levels[levels.stride + place]))
        }
        let product =
          Double(sum) * Double(byteRows.scales[row]) * Double(levels.scale) + Double(levels.offset)
        #expect(abs(product - exact) <= Double(byteRows.errors[row] + levels.error))
      }
    }
  }

  private static func index(_ matrix: VectorMatrix, _ format: CompactRows.Format) throws -> ExactIndex {
    ExactIndex(matrix, compact: try CompactRows(of: matrix, format: format, threads: 2))
  }

  private static func queries(_ dimension: Int, _ sample: SampleVectors) throws -> [[Float]] {
    var generator = SplitMix(state: 3)
    // Members, others, and one with a single component.
    return sample.rows.prefix(3) + (0..<3).map { _ in (0..<dimension).map { _ in generator.nextFloat() } }
      + [[2] + [Float](repeating: 0, count: dimension - 1)]
  }
}
