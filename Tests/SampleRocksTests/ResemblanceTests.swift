import Testing

@testable import SampleRocks

/// Retrieval on the samples must be a fair task: pictures of a kind resemble each other, and not by colour
/// alone.
@Suite struct ResemblanceTests {
  static let side = 40
  static let perKind = 10

  /// Share of pictures whose nearest other picture is of the same kind.
  static func accuracy(_ vector: (PictureStatistics) -> [Float]) -> Float {
    let labelled = RockKind.allCases.flatMap { kind in
      (0..<UInt64(perKind)).map { seed in
        let bytes = RockPainter(kind: kind, seed: 1000 + seed).paint(side: side)
        return (kind, vector(PictureStatistics(bytes, side: side)))
      }
    }
    let right = labelled.indices.filter { index in
      let (kind, query) = labelled[index]
      let nearest = labelled.indices.filter { $0 != index }.min { a, b in
        distance(labelled[a].1, query) < distance(labelled[b].1, query)
      }
      return nearest.map { labelled[$0].0 == kind } ?? false
    }
    return Float(right.count) / Float(labelled.count)
  }

  static func distance(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  @Test func coarseStatisticsDoBetterThanChance() {
    // Chance is 1/6; five numbers should do clearly better.
    #expect(Self.accuracy(\.vector) > 0.3)
  }

  @Test func meanColourAloneDoesNotTellKindsApart() {
    #expect(Self.accuracy { [$0.brightness / 30, $0.redness / 12, $0.blueness / 12] } < 0.7)
  }
}
