import Testing

@testable import Evaluation

@Suite struct DatabaseRankingTests {
  @Test func sortsLikeTheStandardLibrary() {
    var random = SeededRandom(seed: 4)
    let count = 3000
    // Few distinct values, so that there are ties; zeros of both signs; and the extremes.
    var similarities = (0..<count).map { _ in Float(random.below(500)) / 250 - 1 }
    similarities[10] = -0.0
    similarities[20] = 0.0
    similarities[30] = .infinity
    similarities[40] = -.infinity
    similarities[50] = .leastNonzeroMagnitude
    let labels = (0..<count).map { _ in random.below(3) }
    let task = RetrievalTask(
      labels: labels, classNames: SampleVectors.names(3), groups: (0..<count).map { $0 / 2 })
    let ranking = DatabaseRanking(task)
    for query in [0, 77, 2999] {
      let expected = (0..<count)
        .filter { $0 / 2 != query / 2 }
        .sorted { (similarities[$1], $0) < (similarities[$0], $1) }
      similarities.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        let (results, _, relevant) = ranking.rank(start, for: query)
        #expect(results.map(\.item) == expected)
        #expect(results.allSatisfy { $0.isRelevant == (labels[$0.item] == labels[query]) })
        #expect(relevant == expected.count { labels[$0] == labels[query] })
      }
    }
  }
}
