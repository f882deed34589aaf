import Glibc

/// Adam with decoupled weight decay (Kingma and Ba, "Adam", 2015; Loshchilov and Hutter, "Decoupled weight
/// decay regularization", 2019, algorithm 2), as PyTorch has it:
///
///     w ← w − η·λ·w
///     m ← β₁·m + (1 − β₁)·g,     m̂ = m / (1 − β₁ᵗ)
///     v ← β₂·v + (1 − β₂)·g²,    v̂ = v / (1 − β₂ᵗ)
///     w ← w − η·m̂ / (√v̂ + ε)
///
/// with the gradient g, the learning rate η, the weight decay λ (for kernels only) and t, the number of the
/// parameter's steps so far. The divisions undo that m and v start from zero.
public final class AdamW: Optimizer {
  private let beta1: Float
  private let beta2: Float
  private let epsilon: Float
  private let weightDecay: Float
  private var memory = OptimizerMemory(momentNames: ["first_moment", "second_moment"], countsSteps: true)

  /// Adam that has made no step yet.
  ///
  /// - Parameters:
  ///   - beta1: β₁, from 0 to below 1: how long the mean gradient is remembered.
  ///   - beta2: β₂, from 0 to below 1: how long the mean squared gradient is remembered.
  ///   - epsilon: ε, positive: keeps steps finite where gradients vanish.
  ///   - weightDecay: λ: the share of a kernel that is taken off in a step, times the learning rate.
  public init(beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, weightDecay: Float = 0.01) {
    precondition((0..<1).contains(beta1) && (0..<1).contains(beta2), "betas lie from 0 to below 1")
    precondition(epsilon > 0, "epsilon is positive")
    precondition(weightDecay >= 0, "weight decay is not negative")
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  /// Takes one step with the learning rate η; large parameters are shared among the cores.
  public func step(_ parameters: [Parameter], rate: Float) {
    for parameter in parameters {
      memory.update(parameter) { entry in
        entry.steps += 1
        let number = entry.steps
        // Two arrays in one array cannot both be borrowed: the second is taken out for a moment, uncopied.
        var second: [Float] = []
        swap(&second, &entry.moments[1])
        entry.moments[0].withUnsafeMutableBufferPointer { first in
          second.withUnsafeMutableBufferPointer { second in
            parameter.update {
              step($0, $1, first, second, number, decay: parameter.decays ? weightDecay : 0, rate: rate)
            }
          }
        }
        swap(&second, &entry.moments[1])
      }
    }
  }

  private func step(
    _ values: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeBufferPointer<Float>,
    _ first: UnsafeMutableBufferPointer<Float>, _ second: UnsafeMutableBufferPointer<Float>, _ number: Int,
    decay: Float, rate: Float
  ) {
    guard let values = values.baseAddress, let gradient = gradient.baseAddress,
      case let count = first.count, let first = first.baseAddress, let second = second.baseAddress
    else { return }
    // Threads get ranges that do not overlap, and all have finished before the pointers become invalid.
    nonisolated(unsafe) let (w, g, m, v) = (values, gradient, first, second)
    let (beta1, beta2, epsilon) = (beta1, beta2, epsilon)
    let kept = 1 - rate * decay
    // In double precision, for 1 − β₂ᵗ begins at a thousandth.
    let stride = Float(Double(rate) / (1 - pow(Double(beta1), Double(number))))
    let correction = Float((1 / (1 - pow(Double(beta2), Double(number)))).squareRoot())
    ParameterSlices.forEach(of: count) { range in
      for index in range {
        let slope = g[index]
        let mean = beta1 * m[index] + (1 - beta1) * slope
        let square = beta2 * v[index] + (1 - beta2) * slope * slope
        m[index] = mean
        v[index] = square
        w[index] = kept * w[index] - stride * mean / (square.squareRoot() * correction + epsilon)
      }
    }
  }

  /// `<parameter>/first_moment`, `/second_moment` and `/steps` for each parameter that has made a step.
  public var state: [WeightTensor] { memory.tensors }

  /// Takes over a ``state`` in place of its own.
  ///
  /// - Throws: ``OptimizerError`` when it is another optimiser's.
  public func restore(_ state: [WeightTensor]) throws { try memory.restore(state) }
}
