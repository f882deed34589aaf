import Testing

@testable import Neural

@Suite("Random numbers from a seed")
struct SeededRandomTests {
  @Test("Are SplitMix64's")
  func splitMix() {
    var random = SeededRandom(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test("Lie in their bounds and fill them")
  func bounds() {
    var random = SeededRandom(seed: 1)
    var counts = [Int](repeating: 0, count: 5)
    for _ in 0..<10_000 { counts[random.below(5)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 2000) < 250 })
    let numbers = (0..<10_000).map { _ in random.uniform(2..<4) }
    #expect(numbers.allSatisfy { (2..<4).contains($0) })
    #expect(abs(numbers.reduce(0, +) / 10_000 - 3) < 0.03)
    let normal = (0..<10_000).map { _ in random.normalPair() }
    #expect(abs(normal.reduce(0) { $0 + $1.0 * $1.0 } / 10_000 - 1) < 0.06)
    #expect(abs(normal.reduce(0) { $0 + $1.0 * $1.1 } / 10_000) < 0.04)
  }

  @Test("Shuffle all elements, by seed and stream")
  func shuffling() {
    func order(_ seed: UInt64, _ stream: Int) -> [Int] {
      var random = SeededRandom(seed: seed, stream: stream)
      return random.shuffled(0..<100)
    }
    #expect(order(1, 0).sorted() == Array(0..<100))
    #expect(order(1, 0) == order(1, 0))
    #expect(order(1, 0) != order(1, 1))
    #expect(order(1, 0) != order(2, 0))
    var random = SeededRandom(seed: 0)
    #expect(random.shuffled([Int]()) == [])
  }
}
