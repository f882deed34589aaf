import Testing

@testable import Lithoscope

@Suite("Ticks of an axis")
struct AxisTicksTests {
  @Test("Are round and enclose the numbers")
  func round() {
    let ticks = AxisTicks(around: 0...1.51)
    #expect(ticks.values.map(ticks.text) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2", "1.4", "1.6"])
    let shares = AxisTicks(around: 0.91...0.958)
    #expect(shares.values.map(shares.text) == ["0.91", "0.92", "0.93", "0.94", "0.95", "0.96"])
    let large = AxisTicks(around: 0...4321)
    #expect(large.values.map(large.text) == ["0", "1000", "2000", "3000", "4000", "5000"])
  }

  @Test("Of a range without extent there are at least two")
  func narrow() {
    for number in [0, 1, 0.5, -3, 1e-9, 1e9] {
      let ticks = AxisTicks(around: number...number)
      #expect(ticks.low <= number + 1e-9 && ticks.high >= number && ticks.low < ticks.high)
      #expect(ticks.values.count >= 2 && ticks.values.count < 20)
    }
  }

  @Test("Of epochs are whole numbers")
  func whole() {
    #expect(AxisTicks(around: 1...3, steps: 10, leastStep: 1).values == [1, 2, 3])
    #expect(AxisTicks(around: 1...100, steps: 10, leastStep: 1).values.allSatisfy { $0 == $0.rounded() })
  }
}
