/// A network that learns: a forward pass that remembers its maps, and backpropagation through them.
///
/// ```swift
/// let network = try TrainableNetwork(
///   VGG16.architecture, weights: weights, input: InputShape(count: 16, channels: 3, height: 224, width: 224),
///   taps: [Tap(layer: "block5_conv3", pooling: .average)], trainedFrom: "block5_conv1")
/// let features = try network.forward(batch)[0]  // [16, 512]
/// // … the loss of the features, and its gradient by each of them …
/// try network.backward([gradient])
/// // Now the gradients of network.parameters are those of the loss.
/// ```
///
/// The layers before `trainedFrom` are frozen: they only run forward, by the engines of ``Network``, and no map
/// of theirs is kept. A network owns the memory of its maps, together with those it was resized to or from: of
/// all these one at a time may run.
public final class TrainableNetwork {
  /// The batch the network takes.
  public let input: InputShape
  /// What is read out, in the order of the results.
  public let taps: [Tap]
  /// What training changes: kernel and bias of each trained layer that the taps need, in the order of the
  /// network.
  public let parameters: [Parameter]

  /// The frozen layers; nil where all are trained. Its results are those of `frozenTaps`, then the map that the
  /// trained layers take, where there are any.
  private let trunk: Network?
  /// The trained layers; nil where all are frozen.
  private let pass: TrainingPass?
  private let frozenLayers: [Layer]
  /// Where each tap's result comes from.
  private let sources: [Source]

  private enum Source {
    case trunk(Int)
    case pass(Int)
  }

  /// Prepares the part of `architecture` that `taps` need.
  ///
  /// - Parameters:
  ///   - weights: where the training starts from; kernels (HWIO for convolutions, `[in, out]` for dense layers)
  ///     and biases by Keras name. The parameters are copies.
  ///   - taps: what is read out, in the order of the results. Trained layers can be read out by `average`
  ///     (`[N, C]`) and `none` (`[N, C, H, W]`, of dense layers `[N, units]`), frozen ones by any pooling.
  ///   - trainedFrom: the first layer that learns; nil for the network's first.
  /// - Throws: ``NetworkError`` when a layer is unknown or the input does not suit, ``TrainingError`` when a
  ///   trained layer cannot be read out so, and the weights' own error when a layer's tensors are missing.
  public init(
    _ architecture: Architecture, weights: Weights, input: InputShape, taps: [Tap],
    trainedFrom layer: String? = nil, threads: Int = Processor.coreCount,
    kernels: TrainingKernelChoice = .automatic
  ) throws {
    let layers = architecture.layers
    let start = try layer.map { try architecture.truncated(afterLastOf: [$0]).layers.count - 1 } ?? 0
    let needed = try architecture.truncated(afterLastOf: taps.map(\.layer))
    let frozenCount = min(start, needed.layers.count)
    let frozen = Array(layers[..<frozenCount])
    let trained = Array(layers[frozenCount..<needed.layers.count])
    self.input = input
    self.taps = taps

    var frozenTaps: [Tap] = []
    var trainedTaps: [TrainingTap] = []
    sources = try taps.map { tap in
      if let layer = trained.first(where: { $0.name == tap.layer }) {
        trainedTaps.append(try TrainingTap(tap, of: layer))
        return .pass(trainedTaps.count - 1)
      }
      frozenTaps.append(tap)
      return .trunk(frozenTaps.count - 1)
    }
    frozenLayers = frozen
    if let last = frozen.last {
      if !trained.isEmpty { frozenTaps.append(Tap(layer: last.name, pooling: .none)) }
      trunk = try Network(
        Architecture(inputChannels: architecture.inputChannels, layers: frozen), weights: weights,
        input: input, taps: frozenTaps, threads: threads, engine: kernels.frozenEngine)
    } else {
      trunk = nil
    }
    guard !trained.isEmpty else {
      (pass, parameters) = (nil, [])
      return
    }
    let source = try Self.source(of: trained, after: frozen, input)
    let trainable = try Self.trainable(trained, source: source, weights: weights)
    parameters = trainable.flatMap(\.parameters)
    pass = try TrainingPass(
      trainable, taps: trainedTaps, source: source,
      kernels: kernels.kernels(for: needed, threads: threads), memory: TrainingMemory())
  }

  private init(_ network: TrainableNetwork, resizedTo input: InputShape) throws {
    self.input = input
    taps = network.taps
    parameters = network.parameters
    sources = network.sources
    frozenLayers = network.frozenLayers
    trunk = try network.trunk?.resized(to: input)
    pass = try network.pass.map { pass in
      try pass.resized(to: Self.source(of: pass.layers.map(\.layer), after: network.frozenLayers, input))
    }
  }

  /// The same network for batches of another shape, such as the smaller last batch of an epoch.
  ///
  /// It shares the parameters, and the memory for maps, which grows to what the largest shape needs. A backward
  /// pass must follow the forward pass of the same shape.
  ///
  /// - Throws: ``NetworkError`` when the input is too small, or does not suit a dense layer.
  public func resized(to input: InputShape) throws -> TrainableNetwork {
    input == self.input ? self : try TrainableNetwork(self, resizedTo: input)
  }

  /// The name of the kernels that train; nil where all layers are frozen.
  public var kernels: String? { pass?.kernels.name }

  /// Runs a batch of `[N, C, H, W]` values and returns one tensor for each tap.
  ///
  /// - Throws: ``NetworkError/wrongInputCount(expected:found:)`` when the batch is not full.
  public func forward(_ batch: [Float]) throws -> [Tensor] {
    guard batch.count == input.values else {
      throw NetworkError.wrongInputCount(expected: input.values, found: batch.count)
    }
    let frozen = try trunk?(batch) ?? []
    var trained: [Tensor] = []
    if let pass {
      trained = try (trunk == nil ? batch : frozen[frozen.count - 1].values).withUnsafeBufferPointer {
        try pass.forward($0)
      }
    }
    return sources.map { source in
      switch source {
      case .trunk(let index): frozen[index]
      case .pass(let index): trained[index]
      }
    }
  }

  /// Adds the gradient of the loss by each parameter to the parameter's gradient.
  ///
  /// - Parameter gradients: the gradient of the loss by each tap's result, in the shape of the result; nil where
  ///   a tap has no part in the loss. Those of taps on frozen layers are ignored.
  /// - Throws: ``TrainingError`` when a gradient does not fit, or when the last forward pass was not this
  ///   network's.
  public func backward(_ gradients: [Tensor?]) throws {
    guard gradients.count == taps.count else {
      throw TrainingError.gradientCount(expected: taps.count, found: gradients.count)
    }
    guard let pass else { return }
    var trained = [Tensor?](repeating: nil, count: pass.taps.count)
    for (source, gradient) in zip(sources, gradients) {
      guard case .pass(let index) = source, let gradient else { continue }
      let expected = pass.shape(of: pass.taps[index])
      guard gradient.shape == expected else {
        throw TrainingError.gradientShape(
          layer: pass.taps[index].layer, expected: expected, found: gradient.shape)
      }
      trained[index] = gradient
    }
    try pass.backward(trained)
  }

  private static func trainable(_ layers: [Layer], source: MapShape, weights: Weights) throws
    -> [any TrainableLayer]
  {
    var shape = source
    return try layers.map { layer in
      let source = shape
      shape = try source.after(layer)
      switch layer {
      case .convolution(let name, let filters):
        return try TrainableConvolution(name, filters: filters, source: source, weights: weights)
      case .maxPool(let name):
        return TrainableMaxPool(name)
      case .dense(let name, let units):
        return try TrainableDense(name, units: units, source: source, weights: weights)
      }
    }
  }

  /// The shape of what the trained layers take.
  private static func source(of trained: [Layer], after frozen: [Layer], _ input: InputShape) throws
    -> MapShape
  {
    var shape = MapShape(
      images: input.count, height: input.height, width: input.width, channels: input.channels)
    for layer in frozen { shape = try shape.after(layer) }
    // A convolution takes the batch as it is.
    if frozen.isEmpty, case .convolution = trained.first { shape.order = .channelsFirst }
    return shape
  }
}
