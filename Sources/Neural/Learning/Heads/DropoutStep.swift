/// In training `y = f·x`, with f random: 0 with probability p, else 1 / (1 − p); the derivative is f.
final class DropoutStep: HeadStep {
  let inputs: Int
  var outputs: Int { inputs }
  var parameters: [Parameter] { [] }

  private let probability: Float
  /// The number of the layer in the head: every layer draws other numbers from the same seed.
  private let stream: Int
  private var factors: [Float] = []

  init(width: Int, probability: Float, stream: Int) {
    inputs = width
    self.probability = probability
    self.stream = stream
  }

  func forward(
    _ input: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>, seed: UInt64?
  ) {
    guard let seed else {
      output.update(from: input, count: rows * inputs)
      return
    }
    draw(rows * inputs, seed)
    factors.withUnsafeBufferPointer { factors in
      for index in 0..<rows * inputs { output[index] = factors[index] * input[index] }
    }
  }

  func backward(
    _ gradient: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>, rows: Int,
    into inputGradient: UnsafeMutablePointer<Float>?
  ) {
    guard let inputGradient else { return }
    factors.withUnsafeBufferPointer { factors in
      for index in 0..<rows * inputs { inputGradient[index] = factors[index] * gradient[index] }
    }
  }

  private func draw(_ count: Int, _ seed: UInt64) {
    if factors.count < count { factors = [Float](repeating: 0, count: count) }
    var random = SeededRandom(seed: seed, stream: stream)
    let kept = 1 / (1 - probability)
    factors.withUnsafeMutableBufferPointer { factors in
      for index in 0..<count { factors[index] = random.uniform() < probability ? 0 : kept }
    }
  }
}
