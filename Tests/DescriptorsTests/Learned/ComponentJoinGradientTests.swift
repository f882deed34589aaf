import Testing

@testable import Descriptors

@Suite("The way back through joined components")
struct ComponentJoinGradientTests {
  private let columns = [0..<3, 3..<5]
  private let weights = [1.0, 0.5]

  private func joined(_ values: [[Float]]) throws -> [Float] {
    let parts = zip(values, weights).map { values, weight in
      (values: UnitLength.scaled(values) ?? values, weight: weight)
    }
    return try #require(ComponentJoin.joined(parts))
  }

  private func gradient(_ values: [[Float]]) -> ComponentJoinGradient {
    ComponentJoinGradient(
      zip(values, zip(weights, columns)).map { (values: $0[...], weight: $1.0, columns: $1.1) })
  }

  @Test("It agrees with central differences")
  func differences() throws {
    let values: [[Float]] = [[0.3, 1.2, 0.7], [2, 0.4]]
    // Any linear function of the joined vector.
    let slope: [Float] = [0.9, -0.4, 0.3, 1.1, -0.7]
    let back = gradient(values)
    for part in values.indices {
      let found = back.gradient(by: part, slope[...])
      for place in values[part].indices {
        let step: Float = 1e-2
        func value(_ change: Float) throws -> Float {
          var changed = values
          changed[part][place] += change
          return zip(try joined(changed), slope).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let expected = try (value(step) - value(-step)) / (2 * step)
        #expect(abs(found[place] - expected) < 1e-3 * max(1, abs(expected)))
      }
    }
  }

  @Test("A component without a signal gets no gradient, and the others the whole length")
  func silence() throws {
    let back = gradient([[0, 0, 0], [3, 4]])
    #expect(back.gradient(by: 0, [1, 1, 1, 1, 1]) == [0, 0, 0])
    let found = back.gradient(by: 1, [0, 0, 0, 1, 0])
    // (1 − 0.6², −0.6·0.8) / 5
    #expect(abs(found[0] - 0.128) < 1e-6 && abs(found[1] + 0.096) < 1e-6)
  }
}
