import Glibc

/// Round numbers along an axis: 1, 2 or 5 times a power of ten apart (Heckbert, "Nice numbers for graph labels",
/// Graphics Gems, 1990).
struct AxisTicks: Equatable {
  /// From the lowest, at the axis' beginning, to the highest, at its end; at least two.
  let values: [Double]
  /// Decimals that tell them apart.
  let places: Int

  /// Ticks around a range, as many or nearly as many steps as wished.
  ///
  /// - Parameter leastStep: The least distance of two ticks, such as 1 between epochs.
  init(around range: ClosedRange<Double>, steps: Int = 5, leastStep: Double = 0) {
    // A range without extent, such as of one number, gets some.
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    let found = range.upperBound - range.lowerBound
    let extent = found > 1e-6 * size ? found : max(0.1 * size, 1e-6)
    let step = max(leastStep, Self.roundNumber(near: extent / Double(max(1, steps))))
    // A thousandth of a step is rounding error, not data.
    let first = (range.lowerBound / step + 0.001).rounded(.down)
    let last = max(first + 1, (range.upperBound / step - 0.001).rounded(.up))
    values = stride(from: first, through: last, by: 1).map { $0 * step }
    places = max(0, Int((-log10(step) - 0.001).rounded(.up)))
  }

  var low: Double { values[0] }
  var high: Double { values[values.count - 1] }

  /// A tick's number.
  func text(_ value: Double) -> String { DecimalText.fixed(value, places: places) }

  private static func roundNumber(near number: Double) -> Double {
    let power = pow(10, log10(number).rounded(.down))
    let share = number / power
    return (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10) * power
  }
}
