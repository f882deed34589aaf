import Testing

@testable import Neural

/// The yardstick itself: its gradients are the slopes of its own forward pass.
@Suite struct ReferenceTrainingTests {
  @Test("The plain loops' gradients are central differences", arguments: TrainingCase.small)
  func centralDifferences(example: TrainingCase) throws {
    var reference = example.reference
    let gradients = reference.gradients(
      reference.maps(example.batch, example.input), example.taps, example.tapGradients)
    func loss() -> Double {
      let maps = reference.maps(example.batch, example.input)
      return zip(example.taps, example.tapGradients).reduce(0) { sum, pair in
        let (tap, gradient) = pair
        return sum + zip(gradient ?? [], reference.read(tap, maps)).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    for (name, gradient) in gradients.sorted(by: { $0.key < $1.key }) {
      let scale = gradient.map(abs).max() ?? 0
      try #require(scale > 0, "\(name)")
      // Some seven of each, the first and the last among them.
      for index in Set(
        stride(from: 0, to: gradient.count, by: max(1, gradient.count / 6)) + [gradient.count - 1])
      {
        let value = reference.parameters[name]?[index] ?? 0
        let step = 1e-5 * max(1, abs(value)) / 100
        reference.parameters[name]?[index] = value + step
        let above = loss()
        reference.parameters[name]?[index] = value - step
        let below = loss()
        reference.parameters[name]?[index] = value
        #expect(abs((above - below) / (2 * step) - gradient[index]) <= 1e-5 * scale, "\(name)[\(index)]")
      }
    }
  }
}
