import ArgumentParser
import Neural
import WorkerConversation

/// Our side of `network.py` and `compare_fc2.py`: VGG16 from a file of weights, a batch at a time.
@main
struct NetworkWorker: ParsableCommand {
  @Option(help: "A safetensors file with Keras' layer names.")
  var weights: String

  @Option(help: "A .npy file [images, 3, 224, 224], f32, Caffe mode.")
  var inputs: String

  @Option var batch = 8
  @Option var threads = 2

  @Option(help: "The layer to stop at; maps are averaged over the image.")
  var layer = "fc2"

  @Option(help: "f32 or bf16.")
  var precision = "f32"

  func run() throws {
    let (shape, values) = try NumPyFile.read(inputs)
    guard shape.count == 4, shape[0] >= batch, let precision = Precision(rawValue: precision) else {
      throw ValidationError("The inputs must be [images, 3, height, width], one batch at least.")
    }
    let input = InputShape(count: batch, channels: shape[1], height: shape[2], width: shape[3])
    let network = try Network(
      VGG16.architecture, weights: Weights.openUnverified(weights), input: input,
      taps: [Tap(layer: layer, pooling: .average)], precision: precision, threads: threads)
    let first = Array(values[..<input.values])
    try Worker(
      "Lithoscope \(precision.rawValue) (\(network.kernels.last ?? ""))",
      runOnce: { _ = try network(first) },
      writeOutputs: { path in
        let outputs = try Self.outputs(network, values, input, images: shape[0])
        try NumPyFile.write(outputs, shape: [shape[0], outputs.count / shape[0]], to: path)
      }
    ).serve()
  }

  /// Every image through the network, the last batch filled up with its last image.
  private static func outputs(_ network: Network, _ values: [Float], _ input: InputShape, images: Int) throws
    -> [Float]
  {
    var outputs: [Float] = []
    for start in stride(from: 0, to: images, by: input.count) {
      let places = (start..<start + input.count).map { min($0, images - 1) }
      let batch = places.flatMap {
        values[$0 * input.valuesPerImage..<($0 + 1) * input.valuesPerImage]
      }
      let result = try network(batch)[0]
      for place in 0..<min(input.count, images - start) { outputs += result.slice(place) }
    }
    return outputs
  }
}
