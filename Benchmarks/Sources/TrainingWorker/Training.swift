import Neural

/// VGG16 and a linear layer to the classes, which learn one batch by heart.
final class Training {
  let kernels: String
  private let network: TrainableNetwork
  private let head: Head
  private let loss = SoftmaxCrossEntropy()
  private let optimizer: SGD
  private let rate: Float
  private let batch: [Float]
  private let labels: [Int]

  init(
    _ architecture: Architecture, weights: Weights, task: Weights, batch: [Float], input: InputShape,
    threads: Int, rate: Float, momentum: Float, kernels: TrainingKernelChoice
  ) throws {
    network = try TrainableNetwork(
      architecture, weights: weights, input: input, taps: [Tap(layer: "fc2", pooling: .none)],
      threads: threads, kernels: kernels)
    let kernel = try task.tensor(named: "classes/kernel").shape
    head = try Head(
      inputs: kernel[0], layers: [.dense(name: "classes", units: kernel[1])], weights: task,
      threads: threads)
    labels = try task.tensor(named: "labels").withUnsafeFloats { $0.prefix(input.count).map { Int($0) } }
    optimizer = SGD(momentum: momentum)
    self.rate = rate
    self.batch = batch
    self.kernels = network.kernels ?? ""
  }

  private var parameters: [Parameter] { network.parameters + head.parameters }

  /// All that is learned.
  var weights: Weights { Weights(tensors: parameters.map(\.tensor)) }

  /// A step of training; returns the loss before it.
  func step() throws -> Float {
    let features = try network.forward(batch)
    let value = loss(try head.forward(features[0], dropoutSeed: 0), labels)
    let gradient = try head.backward(value.gradient, wantsInput: true)
    try network.backward([gradient])
    optimizer.step(parameters, rate: rate)
    for parameter in parameters { parameter.clearGradient() }
    return value.value
  }
}
