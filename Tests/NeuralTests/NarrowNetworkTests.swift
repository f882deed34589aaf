import Testing

@testable import Neural

/// A narrow VGG16 with seeded weights against loops that anyone can check by eye.
@Suite struct NarrowNetworkTests {
  @Test("Every layer of a narrow VGG16 equals plain loops", arguments: [(32, 1), (64, 3)])
  func everyLayer(side: Int, count: Int) throws {
    try compare(side: side, count: count, precision: .f32, tolerance: 1e-4)
  }

  @Test("An input of odd sides drops the last row and column at each pooling, as Keras does")
  func oddSides() throws {
    try compare(side: 45, count: 2, precision: .f32, tolerance: 1e-4)
  }

  @Test("At the full input size fc1 and fc2 equal plain loops too")
  func fullSize() throws {
    try compare(side: VGG16.inputSide, count: 1, precision: .f32, tolerance: 1e-4)
  }

  @Test("Brain floats stay within their 8 bits of the plain loops", .enabled(if: Processor.hasBF16))
  func brainFloats() throws {
    try compare(side: 64, count: 2, precision: .bf16, tolerance: 0.03)
  }

  private func compare(side: Int, count: Int, precision: Precision, tolerance: Float) throws {
    let architecture = VGG16.narrow(dividingWidthsBy: 16, denseUnits: 256)
    let input = InputShape(count: count, channels: 3, height: side, width: side)
    // Widths of 4 to 32 suit oneDNN only: the automatic choice must fall back to it.
    for engine in [OneDNNEngine.shared, AutomaticEngine.shared] as [any ComputeEngine] {
      try NetworkComparison(architecture, input: input, precision: precision, tolerance: tolerance)
        .expectAgreement(of: engine)
    }
  }
}
