import Testing

@testable import Neural

/// Names of poolings, which collections keep.
@Suite struct PoolingNameTests {
  @Test(
    "Every pooling has its name and is read back from it",
    arguments: [
      (Pooling.average, "average"), (.maximum, "max"), (.deviation, "std"), (.none, "none"),
      (.generalizedMean(exponent: 3), "gem3"), (.generalizedMean(exponent: 2.5), "gem2.5"),
      (.generalizedMean(exponent: 0.1), "gem0.1"), (.generalizedMean(exponent: 100), "gem100"),
    ])
  func names(pooling: Pooling, name: String) throws {
    #expect(pooling.name == name)
    #expect(try Pooling(named: name) == pooling)
  }

  @Test("An exponent written in another way is the same pooling", arguments: ["gem3.0", "gem03", "gem3."])
  func spellings(name: String) throws {
    #expect(try Pooling(named: name).name == "gem3")
  }

  @Test(
    "What is no name is refused",
    arguments: ["", "mean", "Average", "gem", "gem-3", "gem+3", "gem1e1", "gemx"])
  func unknown(name: String) {
    #expect(throws: PoolingError.unknown(name)) { try Pooling(named: name) }
  }

  @Test("Spelled-out infinities, hexadecimal digits and other scripts are no exponents")
  func oddNumbers() {
    for name in ["geminf", "gemnan", "gem0x3", "gem٣", "gem3 ", "gem1.2.3", "gem."] {
      #expect(throws: PoolingError.unknown(name)) { try Pooling(named: name) }
    }
  }

  @Test("Exponents that no mean can be taken with are refused", arguments: ["gem0", "gem0.09", "gem101"])
  func exponents(name: String) throws {
    let error = try #require(throws: PoolingError.self) { try Pooling(named: name) }
    #expect(error.description.contains("0.1 to 100"))
  }

  @Test(
    "A network is not compiled for such an exponent",
    arguments: [Float.nan, .infinity, -1, 0, 1000])
  func network(exponent: Float) {
    let input = InputShape(count: 1, channels: 3, height: 8, width: 8)
    let architecture = Architecture(inputChannels: 3, layers: [.convolution(name: "conv", filters: 32)])
    #expect(throws: PoolingError.self) {
      try Network(
        architecture, weights: SeededWeights(architecture, input: input, seed: 1).weights, input: input,
        taps: [Tap(layer: "conv", pooling: .generalizedMean(exponent: exponent))])
    }
  }
}
