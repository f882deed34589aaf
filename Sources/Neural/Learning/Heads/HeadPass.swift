/// A forward pass in training and the memory that its backward pass needs.
///
/// Every layer's outputs lie in a buffer that is used again for the next batch. Going back, the gradient moves
/// to and fro between two others.
final class HeadPass {
  private let steps: [any HeadStep]
  private var features: Tensor?
  private var rows = 0
  private var capacity = 0
  private var activations: [AlignedBuffer] = []
  private var gradients: [AlignedBuffer] = []

  init(_ steps: [any HeadStep]) { self.steps = steps }

  private var outputs: Int? { steps.last?.outputs }

  func forward(_ features: Tensor, rows: Int, seed: UInt64) throws -> Tensor {
    try reserve(rows)
    self.rows = rows
    // A reference to the caller's numbers, not a copy.
    self.features = features
    guard let last = activations.last, let outputs else { return features }
    features.values.withUnsafeBufferPointer { values in
      guard var input = values.baseAddress else { return }
      for (step, activation) in zip(steps, activations) {
        step.forward(input, rows: rows, into: activation.floats, seed: seed)
        input = UnsafePointer(activation.floats)
      }
    }
    let result = UnsafeBufferPointer(start: last.floats, count: rows * outputs)
    return Tensor(shape: [rows, outputs], values: Array(result))
  }

  func backward(_ gradient: Tensor, wantsInput: Bool) throws -> Tensor? {
    guard let features else { throw HeadError.nothingKept }
    let inputs = steps.first?.inputs ?? (rows > 0 ? features.values.count / rows : 0)
    guard gradient.values.count == rows * (outputs ?? inputs), gradient.shape.first == rows else {
      throw HeadError.wrongGradient(expected: [rows, outputs ?? inputs], found: gradient.shape)
    }
    // Nothing below the first layer with parameters learns.
    let lowest = wantsInput ? -1 : steps.firstIndex { !$0.parameters.isEmpty } ?? steps.count
    var inputGradient = wantsInput ? [Float](repeating: 0, count: rows * inputs) : []
    if steps.isEmpty { inputGradient = wantsInput ? gradient.values : [] }
    inputGradient.withUnsafeMutableBufferPointer { inputGradient in
      features.values.withUnsafeBufferPointer { features in
        gradient.values.withUnsafeBufferPointer { gradient in
          guard var slopes = gradient.baseAddress, let features = features.baseAddress else { return }
          for number in steps.indices.reversed() where number >= lowest {
            let room = number == 0 ? inputGradient.baseAddress : gradients[number % 2].floats
            let target = number > lowest ? room : nil
            steps[number].backward(
              slopes, input: number == 0 ? features : UnsafePointer(activations[number - 1].floats),
              output: UnsafePointer(activations[number].floats), rows: rows, into: target)
            if let target { slopes = UnsafePointer(target) }
          }
        }
      }
    }
    return wantsInput ? Tensor(shape: [rows, inputs], values: inputGradient) : nil
  }

  /// Makes room for so many rows; what the buffers hold is lost where they grow.
  private func reserve(_ rows: Int) throws {
    guard rows > capacity else { return }
    features = nil
    activations = try steps.map { try AlignedBuffer(floatCount: rows * $0.outputs) }
    let widest = steps.map(\.inputs).max() ?? 0
    gradients = try (0..<2).map { _ in try AlignedBuffer(floatCount: rows * widest) }
    capacity = rows
  }
}
