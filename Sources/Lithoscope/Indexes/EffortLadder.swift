import VectorSearch

/// The efforts that are tried, one after the other, until an approximate index finds enough.
///
/// For a graph the effort is `ef`, from the number of neighbours on; for trees `search_k`, from that number for each
/// tree on. Both double in two steps, 10, 15, 20, 30, 40, …, so that the one chosen is at most half too large.
struct EffortLadder {
  /// Rising; none for exact search.
  let efforts: [Int]

  /// More steps would go beyond any collection: ten neighbours times 2²⁰.
  private static let mostSteps = 40

  /// - Parameters:
  ///   - rows: those that the index covers: with this effort it looks at all of them.
  ///   - k: the neighbours that are looked for.
  init(_ kind: IndexKind, rows: Int, trees: Int, k: Int) {
    guard kind != .exact else {
      efforts = []
      return
    }
    let first = kind == .annoy ? k * trees : k
    let last = max(first, kind == .annoy ? rows * trees : rows)
    var efforts = [first]
    for step in 1..<Self.mostSteps where efforts[efforts.count - 1] < last {
      let power = first << (step / 2)
      let next = min(last, step.isMultiple(of: 2) ? power : power + power / 2)
      if next > efforts[efforts.count - 1] { efforts.append(next) }
    }
    self.efforts = efforts
  }
}
