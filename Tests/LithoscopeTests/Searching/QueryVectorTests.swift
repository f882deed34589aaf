import Testing
import VectorSearch

@testable import Lithoscope

/// The arithmetic of queries, against values worked out by hand.
@Suite struct QueryVectorTests {
  private func expectEqual(_ vector: [Float], _ expected: [Double]) {
    #expect(zip(vector, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 }, "\(vector)")
  }

  @Test("One image alone stays as it is, to the bit")
  func alone() throws {
    let vector: [Float] = [0.6, 0.8, 1e-9]
    #expect(try QueryVector.combining([vector]) == vector)
  }

  @Test("Several images are their mean at length 1, whatever their order")
  func mean() throws {
    let half = 0.5.squareRoot()
    expectEqual(try QueryVector.combining([[1, 0, 0], [0, 1, 0]]), [half, half, 0])
    expectEqual(
      try QueryVector.combining([[1, 0], [1, 0], [0, 1]]), [2 / 5.0.squareRoot(), 1 / 5.0.squareRoot()])
  }

  @Test("Half the mean of what is not wanted is taken away")
  func rocchio() throws {
    // (1, 0) − ½ (0.6, 0.8) = (0.7, −0.4)
    let length = (0.49 + 0.16).squareRoot()
    expectEqual(try QueryVector.combining([[1, 0]], without: [[0.6, 0.8]]), [0.7 / length, -0.4 / length])
    // (1, 0) − ½ · ½ ((0.6, 0.8) + (0, 1)) = (0.85, −0.45)
    let other = (0.85 * 0.85 + 0.45 * 0.45).squareRoot()
    expectEqual(
      try QueryVector.combining([[1, 0]], without: [[0.6, 0.8], [0, 1]]), [0.85 / other, -0.45 / other])
  }

  @Test("A query that is taken away as a whole is refused")
  func nothingLeft() throws {
    // The mean of these two is half of the first, which is what is not wanted.
    #expect(throws: SearchRequestError.nothingLeft) {
      try QueryVector.combining([[1, 0], [0, 1], [0, -1], [1, 0]], without: [[1, 0]])
    }
    #expect(throws: SearchRequestError.nothingLeft) { try QueryVector.combining([[1, 0], [-1, 0]]) }
  }

  @Test("Neighbours are added with their similarity to the third power; unlike ones not at all")
  func expansion() throws {
    // (1, 0) + 0.8³ (0.8, 0.6)
    let (x, y) = (1 + 0.512 * 0.8, 0.512 * 0.6)
    let length = (x * x + y * y).squareRoot()
    let neighbours: [(vector: [Float], similarity: Float)] = [
      ([0.8, 0.6], 0.8), ([-1, 0], -1), ([0, 1], 0),
    ]
    expectEqual(try QueryVector.expanding([1, 0], by: neighbours), [x / length, y / length])
    expectEqual(try QueryVector.expanding([2, 0], by: []), [1, 0])
  }
}
