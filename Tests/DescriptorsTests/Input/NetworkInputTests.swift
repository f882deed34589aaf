import Testing

@testable import Descriptors

@Suite struct NetworkInputTests {
  static let inputs: [(NetworkInput, String)] = [
    (.square, "default/1"), (.standard, "default/2-auto"), (NetworkInput(size: .side(320)), "default/2-320"),
    (NetworkInput(square: .keras), "keras/1"), (NetworkInput(square: .kerasRaw), "keras-raw/1"),
  ]

  @Test("Stamps are what collections keep, and read back", arguments: inputs)
  func stamps(input: NetworkInput, stamp: String) {
    #expect(input.stamp == stamp)
    #expect(NetworkInput(stamp: stamp) == input)
  }

  @Test(
    "Stamps of other versions say nothing",
    arguments: [
      "", "default/0", "default/2", "default/2-", "default/2-square", "default/2-2000", "keras/2-auto",
    ])
  func unknown(stamp: String) {
    #expect(NetworkInput(stamp: stamp) == nil)
  }

  @Test("A square image of the standard way is one of the squares")
  func square() {
    #expect(NetworkInput(size: .square) == .square)
  }

  @Test(
    "The working image is enough at usual aspects; beyond, no more is decoded than the network sees",
    arguments: [
      (NetworkInput.standard, 4000, 3000, 448), (.standard, 3000, 1000, 448), (.standard, 100, 100, 448),
      // 128 rows at 10:1.
      (.standard, 10_000, 1000, 1280), (.standard, 300, 30, 448), (.standard, 1000, 100, 1000),
      (.standard, 100_000, 100, 4096), (NetworkInput(size: .side(1024)), 4000, 4000, 1024),
      (NetworkInput(size: .side(1024)), 700, 700, 700), (.square, 10_000, 1000, 448),
    ])
  func decodingSide(input: NetworkInput, width: Int, height: Int, side: Int) {
    #expect(input.decodingSide(width: width, height: height) == side)
  }
}
