/// The names and shapes of the tensors that a network needs, in the order of the network.
public struct WeightSpecification: Sendable, Equatable {
  /// A layer with a kernel and a bias.
  public struct Layer: Sendable, Equatable {
    /// Keras' name, such as `block3_conv2` or `fc1`.
    public let name: String
    /// HWIO for a convolution, `[inputs, outputs]` for a dense layer.
    public let kernelShape: [Int]

    /// A convolution of `size` × `size`.
    public static func convolution(_ name: String, size: Int = 3, inputs: Int, outputs: Int) -> Layer {
      Layer(name: name, kernelShape: [size, size, inputs, outputs])
    }

    /// A fully connected layer.
    public static func dense(_ name: String, inputs: Int, outputs: Int) -> Layer {
      Layer(name: name, kernelShape: [inputs, outputs])
    }

    /// `[outputs]`
    public var biasShape: [Int] { [outputs] }
    /// The number of output channels or units.
    public var outputs: Int { kernelShape[kernelShape.count - 1] }
    /// `<layer>/kernel`
    public var kernelName: String { "\(name)/kernel" }
    /// `<layer>/bias`
    public var biasName: String { "\(name)/bias" }
    /// Whether the kernel is a convolution's.
    public var isConvolution: Bool { kernelShape.count == 4 }
    /// The number of weights and biases.
    public var parameterCount: Int { kernelShape.reduce(1, *) + outputs }
    /// Kernel and bias, as names and shapes.
    public var tensors: [(name: String, shape: [Int])] { [(kernelName, kernelShape), (biasName, biasShape)] }
  }

  /// The layers from the input to the output.
  public let layers: [Layer]

  /// A network of these layers.
  ///
  /// - Precondition: no two layers have the same name.
  public init(layers: [Layer]) {
    precondition(Set(layers.map(\.name)).count == layers.count, "two layers have the same name")
    self.layers = layers
  }

  /// The layer of that name.
  ///
  /// - Throws: ``WeightsError/unknownLayer(_:known:)``.
  public func layer(named name: String) throws -> Layer {
    guard let layer = layers.first(where: { $0.name == name }) else {
      throw WeightsError.unknownLayer(name, known: layers.map(\.name))
    }
    return layer
  }

  /// The number of weights and biases of all layers.
  public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

  /// The names of the layers from the first up to `name`: what is needed to compute its output.
  ///
  /// - Throws: ``WeightsError/unknownLayer(_:known:)``.
  public func layerNames(through name: String) throws -> [String] {
    let last = try layer(named: name)
    return layers.prefix { $0 != last }.map(\.name) + [name]
  }

  /// Checks that the tensors of `layers` (nil for all) are there and have the right shape. More tensors
  /// than these are ignored.
  ///
  /// - Throws: ``WeightsError/missing(tensor:origin:)`` or
  ///   ``WeightsError/wrongShape(tensor:expected:found:origin:)``, which name the layer.
  public func check(_ weights: Weights, layers names: [String]? = nil) throws {
    for layer in try names?.map(layer(named:)) ?? layers {
      for (name, shape) in layer.tensors {
        let found = try weights.tensor(named: name).shape
        guard found == shape else {
          throw WeightsError.wrongShape(tensor: name, expected: shape, found: found, origin: weights.origin)
        }
      }
    }
  }

  /// The tensors of this specification and no others, in its order.
  ///
  /// - Throws: as ``check(_:layers:)``.
  public func selection(from weights: Weights) throws -> Weights {
    try check(weights)
    let tensors = try layers.flatMap { layer in
      try [weights.tensor(named: layer.kernelName), weights.tensor(named: layer.biasName)]
    }
    return Weights(tensors: tensors, metadata: weights.metadata, origin: weights.origin)
  }
}
