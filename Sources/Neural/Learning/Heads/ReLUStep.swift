/// `y = max(0, x)`, with the derivative 1 where x is positive and 0 elsewhere.
final class ReLUStep: HeadStep {
  let inputs: Int
  var outputs: Int { inputs }
  var parameters: [Parameter] { [] }

  init(width: Int) { inputs = width }

  func forward(
    _ input: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>, seed: UInt64?
  ) {
    for index in 0..<rows * inputs { output[index] = input[index] > 0 ? input[index] : 0 }
  }

  func backward(
    _ gradient: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>, rows: Int,
    into inputGradient: UnsafeMutablePointer<Float>?
  ) {
    guard let inputGradient else { return }
    for index in 0..<rows * inputs { inputGradient[index] = output[index] > 0 ? gradient[index] : 0 }
  }
}
