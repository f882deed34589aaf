import Testing

@testable import Neural

/// Maps that are hard on a statistic.
enum MapKind: String, CaseIterable, CustomTestStringConvertible {
  /// Values as after ReLU: a third of them zero.
  case sparse
  /// One value that is not zero.
  case peak
  /// Large values that hardly differ.
  case offset
  /// Seven powers of ten in one map.
  case wide

  var testDescription: String { rawValue }

  func map(_ input: InputShape) -> [Float] {
    var random = SplitMix64(state: 9)
    return (0..<input.values).map { index in
      let value = Float(random.next() >> 40) / Float(1 << 24)
      return switch self {
      case .sparse: max(value * 3000 - 1000, 0)
      case .peak: index % (input.height * input.width) == 77 ? 500 * value : 0
      case .offset: 10000 + value
      case .wide: 1e-3 / (value + 1e-7)
      }
    }
  }
}
