import VectorSearch

/// Reproducible unit vectors in clusters, as embeddings are, and the plain-loop search they are checked by.
struct SampleVectors: Sendable {
  let dimension: Int
  let rows: [[Float]]

  init(count: Int, dimension: Int, seed: UInt64 = 1) throws {
    var generator = SplitMix(state: seed)
    let centres = (0..<8).map { _ in (0..<dimension).map { _ in generator.nextFloat() } }
    self.dimension = dimension
    rows = try (0..<count).map { row in
      try UnitVector.normalized(centres[row % 8].map { $0 + 0.3 * generator.nextFloat() + 0.001 })
    }
  }

  func matrix() throws -> VectorMatrix {
    try VectorMatrix(components: rows.flatMap { $0 }, dimension: dimension)
  }

  /// All rows by their cosine in double precision, best first.
  func reference(_ query: [Float]) -> [(row: Int, similarity: Double)] {
    let length = query.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    return rows.enumerated().map { row, components in
      (row, zip(query, components).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / length)
    }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
  }
}

/// The SplitMix64 generator (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in −1..<1.
  mutating func nextFloat() -> Float { Float.random(in: -1..<1, using: &self) }
}
