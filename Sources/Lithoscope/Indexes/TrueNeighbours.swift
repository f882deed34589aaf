import Neural
import VectorSearch

/// Some of an index's own rows as queries, and what exact search finds for them: what an approximate index is
/// measured against.
struct TrueNeighbours {
  /// The rows that ask; each is left out of its own results.
  let queries: [Int]
  /// Neighbours looked for.
  let k: Int

  private let matrix: VectorMatrix
  private let dead: RowSet
  /// For each query the similarity of its last true neighbour, and how many it has.
  private let truth: [(last: Float, count: Int)]

  /// Draws queries and searches for them exactly.
  ///
  /// - Parameters:
  ///   - matrix: the rows.
  ///   - dead: those that are no queries and no results.
  ///   - compact: the rows in a smaller format, if there are any: the truth is the same, and sooner known.
  ///   - count: queries to draw; all living rows where there are fewer.
  ///   - goesOn: asked before each query; false stops.
  /// - Returns: nil when it was stopped.
  init?(
    in matrix: VectorMatrix, without dead: RowSet, compact: CompactRows? = nil, count: Int, k: Int,
    seed: UInt64, threads: Int,
    goesOn: () -> Bool
  ) throws {
    self.matrix = matrix
    self.dead = dead
    self.k = k
    queries = Self.draw(count, of: matrix, without: dead, seed: seed)
    let exact = ExactIndex(matrix, compact: compact)
    var truth: [(last: Float, count: Int)] = []
    let isWhole = try Self.ask(queries, matrix, dead, k, effort: nil, threads: threads, of: exact, goesOn) {
      truth.append(($0.last?.similarity ?? .infinity, $0.count))
    }
    guard isWhole else { return nil }
    self.truth = truth
  }

  /// The share of the true neighbours that an index finds, 0…1, which is 1 where there are none.
  ///
  /// A row that is exactly as similar as the last true neighbour counts as one: which of equals is found is chance.
  ///
  /// - Parameter goesOn: asked before each query; false stops.
  /// - Returns: nil when it was stopped.
  func recall(of index: any VectorIndex, effort: Int?, goesOn: () -> Bool = { true }) throws -> Double? {
    var (found, all, place) = (0, 0, 0)
    let isWhole = try Self.ask(queries, matrix, dead, k, effort: effort, threads: 1, of: index, goesOn) {
      answer in
      let (last, count) = truth[place]
      found += min(count, answer.count { $0.similarity >= last })
      all += count
      place += 1
    }
    guard isWhole else { return nil }
    return all == 0 ? 1 : Double(found) / Double(all)
  }

  /// Asks all queries once, on one thread.
  func askOnce(_ index: any VectorIndex, effort: Int?) throws {
    _ = try Self.ask(queries, matrix, dead, k, effort: effort, threads: 1, of: index, { true }) { _ in }
  }

  private static func ask(
    _ queries: [Int], _ matrix: VectorMatrix, _ dead: RowSet, _ k: Int, effort: Int?, threads: Int,
    of index: any VectorIndex, _ goesOn: () -> Bool, _ take: ([Neighbor]) -> Void
  ) throws -> Bool {
    // One set for all queries: a copy for each would be part of what is measured.
    var options = SearchOptions(skipping: dead, threads: threads, effort: effort)
    for row in queries {
      guard goesOn() else { return false }
      options.skipping.insert(row)
      take(try index.search(matrix.row(row), k: k, options: options))
      options.skipping.remove(row)
    }
    return true
  }

  /// Draws living rows that have a direction, each once, in rising order.
  private static func draw(_ count: Int, of matrix: VectorMatrix, without dead: RowSet, seed: UInt64) -> [Int]
  {
    var living = (0..<matrix.count).filter { !dead.contains($0) }
    var random = SeededRandom(seed: seed)
    var drawn: [Int] = []
    // Fisher and Yates, as far as rows are needed.
    var place = 0
    while place < living.count, drawn.count < count {
      living.swapAt(place, place + random.below(living.count - place))
      if hasDirection(matrix, living[place]) { drawn.append(living[place]) }
      place += 1
    }
    return drawn.sorted()
  }

  private static func hasDirection(_ matrix: VectorMatrix, _ row: Int) -> Bool {
    matrix.withRow(row) { components in
      let length = components.reduce(0) { $0 + Double($1) * Double($1) }
      return length > 0 && length.isFinite
    }
  }
}
