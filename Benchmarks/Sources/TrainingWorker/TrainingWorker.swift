import ArgumentParser
import Neural
import WorkerConversation

/// Our side of `training.py` and `compare_training.py`: VGG16 and a linear layer to the classes, trained on one
/// batch, a step at a time.
@main
struct TrainingWorker: ParsableCommand {
  @Option(help: "A safetensors file with Keras' layer names, up to fc2.")
  var weights: String

  @Option(help: "A safetensors file with classes/kernel, classes/bias and labels.")
  var task: String

  @Option(help: "A .npy file [images, 3, height, width], f32.")
  var inputs: String

  @Option var batch = 16
  @Option var threads = 2
  @Option(help: "The learning rate.") var rate: Float
  @Option(help: "The momentum of gradient descent.") var momentum: Float = 0.9
  @Option(help: "automatic, winograd or oneDNN.") var kernels = TrainingKernelChoice.automatic

  @Option(help: "Steps before anything is timed; `out` writes their losses.")
  var steps = 3

  @Option(help: "Where the parameters go as they are after these steps.")
  var save: String?

  func run() throws {
    let (shape, values) = try NumPyFile.read(inputs)
    guard shape.count == 4, shape[0] >= batch else {
      throw ValidationError("The inputs must be [images, channels, height, width], one batch at least.")
    }
    let input = InputShape(count: batch, channels: shape[1], height: shape[2], width: shape[3])
    let weights = try Weights.openUnverified(weights)
    let training = try Training(
      Self.architecture(of: weights), weights: weights,
      task: .openUnverified(task), batch: Array(values[..<input.values]), input: input, threads: threads,
      rate: rate, momentum: momentum, kernels: kernels)
    let losses = try (0..<steps).map { _ in try training.step() }
    if let save { try Safetensors.write(training.weights, to: save) }
    try Worker(
      "Lithoscope (\(training.kernels))",
      runOnce: { _ = try training.step() },
      writeOutputs: { try NumPyFile.write(losses, shape: [losses.count], to: $0) }
    ).serve()
  }

  /// VGG16 as wide as the weights are.
  private static func architecture(of weights: Weights) throws -> Architecture {
    let widths = [VGG16.architecture.layers[0].name, "fc1"].map { "\($0)/bias" }
    let (first, units) = try (weights.tensor(named: widths[0]).count, weights.tensor(named: widths[1]).count)
    guard case .convolution(_, let full) = VGG16.architecture.layers[0] else { return VGG16.architecture }
    return VGG16.narrow(dividingWidthsBy: full / first, denseUnits: units)
  }
}

extension TrainingKernelChoice: @retroactive ExpressibleByArgument {}
