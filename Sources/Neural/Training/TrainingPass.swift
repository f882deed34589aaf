/// The trained layers for one input shape: a forward pass that keeps every map, and the way back through them.
final class TrainingPass {
  let layers: [any TrainableLayer]
  let taps: [TrainingTap]
  /// Shared with the passes of other shapes.
  let kernels: any TrainingKernels
  private let memory: TrainingMemory
  /// The first layer's input, then every layer's output.
  private let maps: [TrainingMap]
  /// The gradient by each layer's output; two buffers take turns.
  private let gradients: [TrainingMap]

  /// - Throws: ``NetworkError`` when a layer does not take maps of the size it is given.
  init(
    _ layers: [any TrainableLayer], taps: [TrainingTap], source: MapShape, kernels: any TrainingKernels,
    memory: TrainingMemory
  ) throws {
    self.layers = layers
    self.taps = taps
    self.kernels = kernels
    self.memory = memory
    var shapes = [source]
    for trained in layers {
      try trained.validate(shapes[shapes.count - 1])
      shapes.append(try shapes[shapes.count - 1].after(trained.layer))
    }
    maps = try shapes.enumerated().map { try memory.map($1, in: .map($0)) }
    gradients = try shapes.dropFirst().enumerated().map {
      try memory.map($1, in: .gradient(parity: $0 % 2))
    }
  }

  /// The same layers for another input.
  func resized(to source: MapShape) throws -> TrainingPass {
    try TrainingPass(layers, taps: taps, source: source, kernels: kernels, memory: memory)
  }

  /// Runs `[N, C, H, W]` values through the layers and reads the taps.
  func forward(_ values: UnsafeBufferPointer<Float>) throws -> [Tensor] {
    memory.owner = self
    maps[0].fill(with: values)
    for (index, layer) in layers.enumerated() {
      try layer.forward(maps[index], to: maps[index + 1], by: kernels)
    }
    return taps.map { $0.read(maps[number(of: $0) + 1]) }
  }

  /// Adds to the parameters' gradients, from the gradient of the loss by each tap's result.
  func backward(_ tapGradients: [Tensor?]) throws {
    guard memory.owner === self else { throw TrainingError.noForwardPass }
    let incoming = zip(taps, tapGradients).compactMap { tap, gradient in
      gradient.map { (number: number(of: tap), tap: tap, tensor: $0) }
    }
    // Layers behind the last of them have no part in the loss.
    guard let last = incoming.map(\.number).max() else { return }
    gradients[last].clear()
    for index in (0...last).reversed() {
      let gradient = gradients[index]
      for (_, tap, tensor) in incoming where tap.layer == layers[index].layer.name {
        tap.add(tensor, at: maps[index + 1], to: gradient)
      }
      try layers[index].addParameterGradients(gradient, from: maps[index], by: kernels)
      // Nobody learns from the gradient by the first layer's input.
      if index > 0 {
        try layers[index].backward(gradient, from: maps[index], to: gradients[index - 1], by: kernels)
      }
    }
  }

  /// The shape of a tap's result.
  func shape(of tap: TrainingTap) -> [Int] { tap.shape(of: maps[number(of: tap) + 1].shape) }

  private func number(of tap: TrainingTap) -> Int {
    layers.firstIndex { $0.layer.name == tap.layer } ?? layers.count - 1
  }
}
