/// A dense layer: `Y = X·W + b`.
///
/// By the chain rule, with G the gradient by Y (Goodfellow et al., "Deep Learning", 2016, section 6.5.6):
///
///     ∂L/∂W = Xᵀ·G        each weight's input times its output's gradient, summed over the rows
///     ∂L/∂b = Σ_rows G
///     ∂L/∂X = G·Wᵀ
final class DenseStep: HeadStep {
  let inputs: Int
  let outputs: Int
  private let kernel: Parameter
  private let bias: Parameter
  private let threads: Int

  var parameters: [Parameter] { [kernel, bias] }

  /// - Parameters:
  ///   - kernel: W, `[inputs, outputs]`.
  ///   - bias: b, `[outputs]`.
  init(kernel: Parameter, bias: Parameter, threads: Int) {
    (inputs, outputs) = (kernel.shape[0], kernel.shape[1])
    self.kernel = kernel
    self.bias = bias
    self.threads = threads
  }

  func forward(
    _ input: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>, seed: UInt64?
  ) {
    bias.withUnsafeValues { bias in
      guard let bias = bias.baseAddress else { return }
      for row in 0..<rows { (output + row * outputs).update(from: bias, count: outputs) }
    }
    kernel.withUnsafeValues { kernel in
      guard let kernel = kernel.baseAddress else { return }
      MatrixMultiplication.multiply(
        input, kernel, rows: rows, inner: inputs, columns: outputs, adding: true, into: output,
        threads: threads)
    }
  }

  func backward(
    _ gradient: UnsafePointer<Float>, input: UnsafePointer<Float>, output: UnsafePointer<Float>, rows: Int,
    into inputGradient: UnsafeMutablePointer<Float>?
  ) {
    kernel.withUnsafeGradient { slopes in
      guard let slopes = slopes.baseAddress else { return }
      MatrixMultiplication.multiply(
        input, leftTransposed: true, gradient, rows: inputs, inner: rows, columns: outputs, adding: true,
        into: slopes, threads: threads)
    }
    bias.withUnsafeGradient { slopes in
      guard let slopes = slopes.baseAddress else { return }
      for row in 0..<rows {
        let row = gradient + row * outputs
        for output in 0..<outputs { slopes[output] += row[output] }
      }
    }
    guard let inputGradient else { return }
    kernel.withUnsafeValues { kernel in
      guard let kernel = kernel.baseAddress else { return }
      MatrixMultiplication.multiply(
        gradient, kernel, rightTransposed: true, rows: rows, inner: outputs, columns: inputs,
        into: inputGradient,
        threads: threads)
    }
  }
}
