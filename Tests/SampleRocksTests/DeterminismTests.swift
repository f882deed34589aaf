import Testing

@testable import SampleRocks

/// A specimen must look the same everywhere, for ever: measurements on the samples are compared between
/// machines.
@Suite struct DeterminismTests {
  /// FNV-1a, 64 bits.
  static func checksum(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  @Test(arguments: RockKind.allCases)
  func sameSeedGivesSameBytes(kind: RockKind) {
    let first = RockPainter(kind: kind, seed: 42).paint(side: 24)
    let second = RockPainter(kind: kind, seed: 42).paint(side: 24)
    #expect(first == second)
  }

  @Test(arguments: [
    (RockKind.gneiss, 0xA53B_CB33_34D5_3182 as UInt64),
    (.marble, 0xFAB5_603E_2AD8_4693),
    (.andesite, 0x45A8_E65E_03E3_B940),
    (.quartzite, 0x0B89_C426_F6BA_A597),
    (.rhyolite, 0x1E7D_3D66_0B25_6403),
    (.schist, 0xB99B_D0F0_E9C3_8B19),
  ])
  func bytesAreThoseOfTheFirstRelease(kind: RockKind, expected: UInt64) {
    let bytes = RockPainter(kind: kind, seed: 1).paint(side: 40)
    #expect(Self.checksum(bytes) == expected, "0x\(String(Self.checksum(bytes), radix: 16, uppercase: true))")
  }

  @Test(arguments: RockKind.allCases)
  func otherSeedsGiveOtherPictures(kind: RockKind) {
    let seeds: [UInt64] = [0, 1, 2, 1 << 40, .max]
    let pictures = Set(seeds.map { RockPainter(kind: kind, seed: $0).paint(side: 16) })
    #expect(pictures.count == seeds.count)
  }

  @Test func kindsShareNothingUnderOneSeed() {
    let pictures = Set(RockKind.allCases.map { RockPainter(kind: $0, seed: 5).paint(side: 16) })
    #expect(pictures.count == RockKind.allCases.count)
  }

  /// The values that the authors' own C programme prints for this state.
  @Test func generatorIsXoshiro256StarStar() {
    var random = RockRandom(state: (1, 2, 3, 4))
    let expected: [UInt64] = [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240]
    #expect(expected.map { _ in random.next() } == expected)
  }
}
