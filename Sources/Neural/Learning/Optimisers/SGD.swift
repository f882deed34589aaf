/// Stochastic gradient descent with momentum (Polyak, 1964; Sutskever et al., "On the importance of
/// initialization and momentum in deep learning", 2013), as PyTorch has it:
///
///     v ← μ·v + (g + λ·w)
///     w ← w − η·v
///
/// with the gradient g, the momentum μ, the weight decay λ (for kernels only) and the learning rate η.
public final class SGD: Optimizer {
  private let momentum: Float
  private let weightDecay: Float
  private var memory = OptimizerMemory(momentNames: ["velocity"], countsSteps: false)

  /// Gradient descent that has made no step yet.
  ///
  /// - Parameters:
  ///   - momentum: μ, from 0 to below 1: the share of the last step's direction that is kept.
  ///   - weightDecay: λ: how strongly kernels are pulled towards zero; biases are not.
  public init(momentum: Float = 0.9, weightDecay: Float = 0) {
    precondition((0..<1).contains(momentum), "momentum lies from 0 to below 1")
    precondition(weightDecay >= 0, "weight decay is not negative")
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  /// Takes one step with the learning rate η; large parameters are shared among the cores.
  public func step(_ parameters: [Parameter], rate: Float) {
    for parameter in parameters {
      memory.update(parameter) { entry in
        entry.moments[0].withUnsafeMutableBufferPointer { velocity in
          parameter.update { step($0, $1, velocity, decay: parameter.decays ? weightDecay : 0, rate: rate) }
        }
      }
    }
  }

  private func step(
    _ values: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeBufferPointer<Float>,
    _ velocity: UnsafeMutableBufferPointer<Float>, decay: Float, rate: Float
  ) {
    guard let values = values.baseAddress, let gradient = gradient.baseAddress,
      case let count = velocity.count, let velocity = velocity.baseAddress
    else { return }
    // Threads get ranges that do not overlap, and all have finished before the pointers become invalid.
    nonisolated(unsafe) let (w, g, v) = (values, gradient, velocity)
    let momentum = momentum
    ParameterSlices.forEach(of: count) { range in
      for index in range {
        v[index] = momentum * v[index] + (g[index] + decay * w[index])
        w[index] -= rate * v[index]
      }
    }
  }

  /// `<parameter>/velocity` for each parameter that has made a step.
  public var state: [WeightTensor] { memory.tensors }

  /// Takes over a ``state`` in place of its own.
  ///
  /// - Throws: ``OptimizerError`` when it is another optimiser's.
  public func restore(_ state: [WeightTensor]) throws { try memory.restore(state) }
}
