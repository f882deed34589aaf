/// The layers that are trained on top of features: a classifier, or a projection to embeddings.
///
/// ```swift
/// let head = try Head(
///   inputs: 512, layers: [.dense(name: "hidden", units: 256), .relu, .dense(name: "classes", units: 6)], seed: 1)
/// let loss = SoftmaxCrossEntropy()(try head.forward(features, dropoutSeed: step), labels)
/// _ = try head.backward(loss.gradient)
/// optimizer.step(head.parameters, rate: 0.001)
/// head.parameters.forEach { $0.clearGradient() }
/// ```
///
/// It is used by one thread at a time; its matrix products run on several.
public final class Head {
  /// Features of a row.
  public let inputs: Int
  /// The layers, first to last.
  public let layers: [HeadLayer]
  /// The dense layers' kernels and biases, in the order of the layers.
  public let parameters: [Parameter]
  /// Numbers that come out for a row.
  public var outputs: Int { steps.last?.outputs ?? inputs }

  private let steps: [any HeadStep]
  private var pass: HeadPass?

  /// A head with random kernels (He et al., 2015) that the seed alone determines, and biases of zero.
  ///
  /// - Throws: ``HeadError/impossibleLayer(_:)``, or ``NetworkError`` when memory is short.
  public convenience init(
    inputs: Int, layers: [HeadLayer], seed: UInt64, threads: Int = Processor.coreCount
  ) throws {
    try self.init(inputs: inputs, layers: layers, threads: threads) { name, inputs, outputs, number in
      let kernel = HeDraw.kernel(
        named: "\(name)/kernel", inputs: inputs, outputs: outputs, seed: seed, stream: number)
      let zeros = [Float](repeating: 0, count: outputs)
      return (kernel, WeightTensor(name: "\(name)/bias", shape: [outputs], values: zeros))
    }
  }

  /// A head with kernels `<name>/kernel` `[inputs, units]` and biases `<name>/bias` `[units]` of these weights.
  ///
  /// - Throws: ``WeightsError`` naming the layer when a tensor is missing or has another shape,
  ///   ``HeadError/impossibleLayer(_:)``, or ``NetworkError`` when memory is short.
  public convenience init(
    inputs: Int, layers: [HeadLayer], weights: Weights, threads: Int = Processor.coreCount
  ) throws {
    func tensor(_ name: String, _ shape: [Int]) throws -> WeightTensor {
      let tensor = try weights.tensor(named: name)
      guard tensor.shape == shape else {
        throw WeightsError.wrongShape(
          tensor: name, expected: shape, found: tensor.shape, origin: weights.origin)
      }
      return tensor
    }
    try self.init(inputs: inputs, layers: layers, threads: threads) { name, inputs, outputs, _ in
      (try tensor("\(name)/kernel", [inputs, outputs]), try tensor("\(name)/bias", [outputs]))
    }
  }

  private init(
    inputs: Int, layers: [HeadLayer], threads: Int,
    tensors: (_ name: String, _ inputs: Int, _ outputs: Int, _ number: Int) throws -> (
      kernel: WeightTensor, bias: WeightTensor
    )
  ) throws {
    try Self.check(inputs, layers)
    var width = inputs
    var steps: [any HeadStep] = []
    for (number, layer) in layers.enumerated() {
      switch layer {
      case .dense(let name, let units):
        let (kernel, bias) = try tensors(name, width, units, number)
        steps.append(DenseStep(kernel: try Parameter(kernel), bias: try Parameter(bias), threads: threads))
        width = units
      case .relu: steps.append(ReLUStep(width: width))
      case .dropout(let p): steps.append(DropoutStep(width: width, probability: p, stream: number))
      case .unitLength: steps.append(UnitLengthStep(width: width))
      }
    }
    self.inputs = inputs
    self.layers = layers
    self.steps = steps
    parameters = steps.flatMap(\.parameters)
  }

  private static func check(_ inputs: Int, _ layers: [HeadLayer]) throws(HeadError) {
    guard inputs > 0 else { throw .impossibleLayer("it has no inputs; give it at least one") }
    var names: Set<String> = []
    for layer in layers {
      switch layer {
      case .dense(let name, let units):
        guard units > 0 else { throw .impossibleLayer("\(name) has no units; give it at least one") }
        guard names.insert(name).inserted else {
          throw .impossibleLayer("two layers are named \(name); give each a name of its own")
        }
      case .dropout(let probability):
        guard (0..<1).contains(probability) else {
          throw .impossibleLayer("dropout by \(probability) is not from 0 to below 1; 0.5 is usual")
        }
      case .relu, .unitLength: break
      }
    }
  }

  /// Computes the outputs `[N, outputs]` of features `[N, inputs]`.
  ///
  /// - Parameters:
  ///   - features: N rows; further dimensions are taken as one.
  ///   - dropoutSeed: Given in training: numbers are dropped by it, and what ``backward(_:wantsInput:)`` needs is
  ///     kept. Nil for inference.
  /// - Throws: ``HeadError/wrongFeatures(shape:inputs:)``, or ``NetworkError`` when memory is short.
  public func forward(_ features: Tensor, dropoutSeed: UInt64? = nil) throws -> Tensor {
    guard let dropoutSeed else { return try forward(features, through: steps.count) }
    let rows = try rowCount(features)
    let pass = pass ?? HeadPass(steps)
    self.pass = pass
    return try pass.forward(features, rows: rows, seed: dropoutSeed)
  }

  /// Computes what the first layers make of features, in inference: the embedding before the classes.
  ///
  /// - Throws: ``HeadError``.
  public func forward(_ features: Tensor, through layerCount: Int) throws -> Tensor {
    let rows = try rowCount(features)
    guard 0...steps.count ~= layerCount else {
      throw HeadError.noSuchLayer(count: layerCount, layers: steps.count)
    }
    var values = features.values
    for step in steps.prefix(layerCount) {
      values = [Float](unsafeUninitializedCapacity: rows * step.outputs) { output, count in
        values.withUnsafeBufferPointer { input in
          guard let input = input.baseAddress, let output = output.baseAddress else { return }
          step.forward(input, rows: rows, into: output, seed: nil)
        }
        count = rows * step.outputs
      }
    }
    return Tensor(shape: [rows, layerCount == 0 ? inputs : steps[layerCount - 1].outputs], values: values)
  }

  /// Adds to the parameters' gradients what the last forward pass in training gives.
  ///
  /// - Parameters:
  ///   - gradient: The derivative of the loss by each output, `[N, outputs]`.
  ///   - wantsInput: Whether the derivative by each feature is computed too, for layers below the head.
  /// - Returns: The gradient by the features, `[N, inputs]`, where it is wanted.
  /// - Throws: ``HeadError/nothingKept`` or ``HeadError/wrongGradient(expected:found:)``.
  public func backward(_ gradient: Tensor, wantsInput: Bool = false) throws -> Tensor? {
    guard let pass else { throw HeadError.nothingKept }
    return try pass.backward(gradient, wantsInput: wantsInput)
  }

  private func rowCount(_ features: Tensor) throws(HeadError) -> Int {
    guard let rows = features.shape.first, features.values.count == rows * inputs else {
      throw .wrongFeatures(shape: features.shape, inputs: inputs)
    }
    return rows
  }
}
