import Testing

@testable import Neural

@Suite("Optimisers")
struct OptimizerTests {
  private func parameter(_ name: String, _ shape: [Int], _ values: [Float]) throws -> Parameter {
    try Parameter(WeightTensor(name: name, shape: shape, values: values))
  }

  private func give(_ gradient: [Float], to parameter: Parameter) {
    parameter.withUnsafeGradient { slopes in for index in slopes.indices { slopes[index] = gradient[index] } }
  }

  private func values(_ parameter: Parameter) -> [Float] { parameter.withUnsafeValues { Array($0) } }

  private let gradients: [[Float]] = [[0.5, -1], [0.25, 2], [-1, 0]]

  private func follow(_ optimizer: any Optimizer, _ parameter: Parameter, _ gradients: [[Float]]) -> [[Float]]
  {
    gradients.map { gradient in
      give(gradient, to: parameter)
      optimizer.step([parameter], rate: 0.1)
      return values(parameter)
    }
  }

  private func expectClose(_ found: [[Float]], _ expected: [[Float]]) {
    #expect(
      zip(found.joined(), expected.joined()).allSatisfy { abs($0 - $1) < 1e-6 },
      "\(found) should be \(expected)")
  }

  @Test("SGD for three steps: v = 0.9·v + g + 0.01·w, w = w − 0.1·v")
  func sgd() throws {
    let kernel = try parameter("a/kernel", [1, 2], [1, -2])
    // v: 0.51, −1.02; then 0.459 + 0.25 + 0.00949, −0.918 + 2 − 0.01898; …
    expectClose(
      follow(SGD(weightDecay: 0.01), kernel, gradients),
      [[0.949, -1.898], [0.877151, -2.004302], [0.9116098, -2.0979695]])
    let plain = try parameter("a/kernel", [1, 2], [1, -2])
    expectClose(
      follow(SGD(momentum: 0), plain, gradients), [[0.95, -1.9], [0.925, -2.1], [1.025, -2.1]])
  }

  /// The numbers are those of PyTorch 2's `AdamW`; of the first step, w·(1 − 0.001) ∓ 0.1, whatever the gradient.
  @Test("AdamW for three steps")
  func adamW() throws {
    let kernel = try parameter("a/kernel", [1, 2], [1, -2])
    expectClose(
      follow(AdamW(), kernel, gradients),
      [[0.899, -1.898], [0.8048831, -1.9327124], [0.8247139, -1.9590796]])
  }

  @Test("The vectorised square root is a square root")
  func squareRoot() {
    #expect(Float(0).fastSquareRoot == 0)
    for exponent in stride(from: -37, to: 38, by: 0.37) {
      let number = Float(
        sign: .plus, exponent: Int(exponent * 3.3), significand: 1 + Float(exponent + 37) / 80)
      #expect(abs(number.fastSquareRoot / number.squareRoot() - 1) < 3e-7, "of \(number)")
    }
  }

  @Test("Biases do not decay")
  func biases() throws {
    for optimizer in [SGD(weightDecay: 0.1), AdamW(weightDecay: 0.1)] as [any Optimizer] {
      let bias = try parameter("a/bias", [2], [1, -2])
      _ = follow(optimizer, bias, [[0, 0]])
      #expect(values(bias) == [1, -2])
      let kernel = try parameter("a/kernel", [1, 2], [1, -2])
      _ = follow(optimizer, kernel, [[0, 0]])
      expectClose([values(kernel)], [[0.99, -1.98]])
    }
  }

  @Test("Slices on several threads do what one loop does, to the bit")
  func slices() throws {
    let count = (1 << 17) + 5
    let numbers = Tensor.normal([count], seed: 1).values
    let slopes = Tensor.normal([count], seed: 2).values
    for makeOptimizer in [{ SGD(weightDecay: 0.01) }, { AdamW() }] as [() -> any Optimizer] {
      let whole = try parameter("whole/kernel", [count, 1], numbers)
      let (large, small) = (makeOptimizer(), makeOptimizer())
      for _ in 0..<2 { _ = follow(large, whole, [slopes]) }
      for range in [0..<1000, 65_000..<66_000, count - 1000..<count] {
        let part = try parameter("part\(range)/kernel", [1000, 1], Array(numbers[range]))
        for _ in 0..<2 { _ = follow(small, part, [Array(slopes[range])]) }
        #expect(values(part) == Array(values(whole)[range]))
      }
    }
  }

  @Test("Training goes on from a saved state with the same bits")
  func state() throws {
    for makeOptimizer in [{ SGD() }, { AdamW() }] as [() -> any Optimizer] {
      let (optimizer, kernel) = (makeOptimizer(), try parameter("a/kernel", [1, 2], [1, -2]))
      let late = try parameter("b/bias", [1], [3])
      _ = follow(optimizer, kernel, Array(gradients.prefix(2)))
      _ = follow(optimizer, late, [[1]])
      let (saved, tensors) = (optimizer.state, [kernel.tensor, late.tensor])

      let other = makeOptimizer()
      try other.restore(saved)
      let copies = try tensors.map { try Parameter($0) }
      for (original, copy) in zip([kernel, late], copies) {
        let slopes = Array(gradients[2].prefix(original.count))
        #expect(follow(other, copy, [slopes]) == follow(optimizer, original, [slopes]))
      }
      // What was saved is not touched by the steps since.
      #expect(saved.map(\.name) == makeRestored(makeOptimizer(), saved).map(\.name))
      #expect(
        saved.map { $0.withUnsafeFloats { Array($0) } }
          == makeRestored(makeOptimizer(), saved).map { $0.withUnsafeFloats { Array($0) } })
    }
  }

  private func makeRestored(_ optimizer: any Optimizer, _ state: [WeightTensor]) -> [WeightTensor] {
    do { try optimizer.restore(state) } catch { Issue.record(error) }
    return optimizer.state
  }

  @Test("A state of another kind, or half of one, is refused")
  func wrongState() throws {
    let kernel = try parameter("a/kernel", [1, 2], [1, -2])
    let (sgd, adam) = (SGD(), AdamW())
    _ = follow(sgd, kernel, gradients)
    _ = follow(adam, kernel, gradients)
    #expect(adam.state.map(\.name) == ["first_moment", "second_moment", "steps"].map { "a/kernel/\($0)" })
    #expect(throws: OptimizerError.foreignTensor(name: "a/kernel/first_moment", known: ["velocity"])) {
      try sgd.restore(adam.state)
    }
    #expect(throws: OptimizerError.incomplete(parameter: "a/kernel", tensor: "second_moment")) {
      try adam.restore([adam.state[0], adam.state[2]])
    }
    #expect(throws: OptimizerError.incomplete(parameter: "a/kernel", tensor: "steps")) {
      try adam.restore(Array(adam.state.prefix(2)))
    }
  }
}
