import VectorSearch

/// Joined vectors whose components vary most along a few directions, as deep ones do.
struct DominatedVectors {
  static let layout = [
    ComponentLayout(columns: 0..<24, weight: 1), ComponentLayout(columns: 24..<36, weight: 0.5),
  ]
  let rows: [[Float]]

  /// - Parameter spreads: how far the first component reaches along its first axes, beside a noise of 1.
  init(count: Int, spreads: [Float] = [6], seed: UInt64 = 3) throws {
    var generator = SplitMix(state: seed)
    rows = try (0..<count).map { _ in
      var first = (0..<24).map { column in
        (column == 23 ? 8 : 0) + (column < spreads.count ? spreads[column] : 1) * generator.nextFloat()
      }
      var second = (0..<12).map { _ in generator.nextFloat() + 1 }
      first = try UnitVector.normalized(first)
      second = try UnitVector.normalized(second).map { 0.5 * $0 }
      return try UnitVector.normalized(first + second)
    }
  }

  func matrix() throws -> VectorMatrix {
    try VectorMatrix(components: rows.flatMap { $0 }, dimension: 36)
  }

  func fitted() throws -> Whitening? {
    try Whitening(fittedTo: matrix(), rows: Array(rows.indices), layout: Self.layout)
  }
}

/// The inner product in double precision.
func dot(_ first: some Collection<Float>, _ second: some Collection<Float>) -> Double {
  zip(first, second).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

/// The largest difference between the numbers of two lists of vectors.
func distance(_ first: [[Float]], _ second: [[Float]]) -> Float {
  zip(first.joined(), second.joined()).map { abs($0 - $1) }.max() ?? 0
}
