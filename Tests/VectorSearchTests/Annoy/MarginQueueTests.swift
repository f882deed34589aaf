import Testing

@testable import VectorSearch

@Suite struct MarginQueueTests {
  @Test func givesPairsByBoundAndThenByNode() {
    var generator = SplitMix(state: 8)
    var queue = MarginQueue(minimumCapacity: 4)
    var pairs: [(bound: Float, node: Int)] = []
    let bounds: [Float] = [0, -0.0, 1, -1, .infinity, -.infinity, 1e-30, -1e-30, 0.25, -3e38]
    for _ in 0..<500 {
      let pair = (
        bounds.randomElement(using: &generator) ?? 0, Int.random(in: 0...Int(Int32.max), using: &generator)
      )
      pairs.append(pair)
      queue.push(pair.0, pair.1)
    }
    // Negative zero is equal to zero, so that the node decides.
    for expected in pairs.sorted(by: { ($0.bound, $0.node) > ($1.bound, $1.node) }) {
      let found = queue.pop()
      #expect(found?.bound == expected.bound)
      #expect(found?.node == expected.node)
    }
    #expect(queue.pop() == nil)
  }
}
