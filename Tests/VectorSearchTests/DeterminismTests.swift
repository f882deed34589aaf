import Testing

@testable import VectorSearch

@Suite struct DeterminismTests {
  static let sample = Result { try SampleVectors(count: 700, dimension: 48) }

  /// An index small enough to test quickly that uses threads all the same.
  static func threaded(_ sample: SampleVectors) throws -> ExactIndex {
    ExactIndex(try sample.matrix(), threadingThreshold: 0)
  }

  @Test func givesTheSameBitsOnAnyNumberOfThreads() throws {
    let sample = try Self.sample.get()
    let index = try Self.threaded(sample)
    let query = sample.rows[100]
    let one = try index.search(query, k: 700, options: SearchOptions(threads: 1))
    for threads in [0, 2, 3, 4, 64] {
      let found = try index.search(query, k: 700, options: SearchOptions(threads: threads))
      #expect(found.map(\.row) == one.map(\.row))
      #expect(found.map(\.similarity.bitPattern) == one.map(\.similarity.bitPattern))
    }
  }

  @Test(arguments: [1, 15, 16, 17, 100])
  func givesARowTheSameBitsWhereverItLies(dimension: Int) throws {
    let row = try SampleVectors(count: 1, dimension: dimension, seed: 3).rows[0]
    let query = try SampleVectors(count: 1, dimension: dimension, seed: 4).rows[0]
    let count = 131
    let components = (0..<count).flatMap { _ in row }
    let index = ExactIndex(try VectorMatrix(components: components, dimension: dimension))
    for options in [SearchOptions(), SearchOptions(skipping: [0, 40, 130]), SearchOptions(only: [5])] {
      let found = try index.search(query, k: count, options: options)
      #expect(Set(found.map(\.similarity.bitPattern)).count == 1)
    }
    let alone = ExactIndex(try VectorMatrix(components: row, dimension: dimension))
    #expect(try alone.search(query, k: 1).first?.similarity == index.search(query, k: 1).first?.similarity)
  }

  @Test func answersManySearchesAtOnce() async throws {
    let sample = try Self.sample.get()
    let index = try Self.threaded(sample)
    let expected = try (0..<8).map { try index.search(sample.rows[$0], k: 5) }
    try await withThrowingTaskGroup(of: (Int, [Neighbor]).self) { group in
      for task in 0..<24 {
        group.addTask { (task % 8, try index.search(sample.rows[task % 8], k: 5)) }
      }
      for try await (query, found) in group { #expect(found == expected[query]) }
    }
  }
}
