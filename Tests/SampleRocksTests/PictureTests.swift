import Testing

@testable import SampleRocks

/// What any picture must be, whatever it shows.
@Suite struct PictureTests {
  @Test(arguments: RockKind.allCases)
  func everySideIsFilled(kind: RockKind) {
    for side in [1, 2, 3, 17, 32] {
      #expect(RockPainter(kind: kind, seed: 3).paint(side: side).count == side * side * 3)
    }
  }

  @Test(arguments: RockKind.allCases)
  func brightnessAndContrastAreThoseOfAPhotograph(kind: RockKind) {
    for seed in UInt64(0)..<8 {
      let statistics = PictureStatistics(RockPainter(kind: kind, seed: seed).paint(side: 32), side: 32)
      #expect((50...240).contains(statistics.brightness), "mean of \(kind) \(seed)")
      #expect((5...90).contains(statistics.contrast), "deviation of \(kind) \(seed)")
      #expect(statistics.clipped < 0.15, "white or black share of \(kind) \(seed)")
    }
  }

  @Test(arguments: RockKind.allCases)
  func resolutionDoesNotChangeTheRock(kind: RockKind) {
    let small = PictureStatistics(RockPainter(kind: kind, seed: 9).paint(side: 24), side: 24)
    let large = PictureStatistics(RockPainter(kind: kind, seed: 9).paint(side: 72), side: 72)
    #expect(abs(small.brightness - large.brightness) < 12)
    #expect(abs(small.redness - large.redness) < 6)
  }

  @Test func kindsHaveFolderNamesAndSummaries() {
    #expect(RockKind.allCases.count == 6)
    #expect(Set(RockKind.allCases.map(\.summary)).count == 6)
    #expect(Set(RockKind.allCases.map(\.seedSalt)).count == 6)
    for kind in RockKind.allCases {
      #expect(kind.summary.contains(kind.rawValue))
      #expect(kind.rawValue.allSatisfy { $0.isASCII && $0.isLowercase })
    }
  }
}
