import Testing

@testable import Evaluation

@Suite struct IsotonicRegressionTests {
  @Test func poolsAdjacentViolators() {
    // 1 3 2 4 3.5 5: 3 and 2 pool to 2.5, 4 and 3.5 to 3.75.
    let blocks = IsotonicRegression.blocks([1, 3, 2, 4, 3.5, 5], weights: [1, 1, 1, 1, 1, 1])
    #expect(blocks.map(\.value) == [1, 2.5, 3.75, 5])
    #expect(blocks.map(\.range) == [0..<1, 1..<3, 3..<5, 5..<6])
    #expect(blocks.map(\.weight) == [1, 2, 2, 1])
  }

  @Test func poolsBackwardsAsFarAsNeeded() {
    // 4 5 1 2: 5 and 1 pool to 3, which is below 4: 4 5 1 pool to 10/3, and 2 with them to 3.
    let blocks = IsotonicRegression.blocks([4, 5, 1, 2], weights: [1, 1, 1, 1])
    #expect(blocks.map(\.value) == [3])
    #expect(blocks.map(\.range) == [0..<4])
  }

  @Test func weighs() {
    // (0.8 · 3 + 0.2 · 1) / 4 = 0.65
    let blocks = IsotonicRegression.blocks([0.1, 0.8, 0.2], weights: [5, 3, 1])
    #expect(blocks.count == 2)
    #expect(abs(blocks[1].value - 0.65) < 1e-12)
  }

  @Test func keepsASequenceThatAscends() {
    #expect(IsotonicRegression.blocks([0, 1, 2], weights: [1, 2, 3]).map(\.value) == [0, 1, 2])
    #expect(IsotonicRegression.blocks([2, 2], weights: [1, 1]).count == 1)
    #expect(IsotonicRegression.blocks([], weights: []).isEmpty)
  }
}
