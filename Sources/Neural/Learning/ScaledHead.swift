/// A head on scaled features: what is trained where the features come from elsewhere.
public struct ScaledHead: Trainable {
  /// What makes features comparable before the head sees them.
  public let scaling: FeatureScaling
  /// The layers.
  public let head: Head

  /// A head behind a scaling of as many features as it takes.
  public init(_ scaling: FeatureScaling, _ head: Head) {
    self.scaling = scaling
    self.head = head
  }

  /// The head's.
  public var parameters: [Parameter] { head.parameters }

  /// Features `[N, inputs]` → `[N, outputs]`.
  public func forward(_ features: Tensor, dropoutSeed: UInt64) throws -> Tensor {
    try head.forward(scaled(features), dropoutSeed: dropoutSeed)
  }

  /// Adds to the head's gradients.
  public func backward(_ gradient: Tensor) throws { _ = try head.backward(gradient) }

  /// Adds to the head's gradients.
  ///
  /// - Returns: the gradient of the loss by the features, before they were scaled.
  public func backwardToFeatures(_ gradient: Tensor) throws -> Tensor {
    guard var features = try head.backward(gradient, wantsInput: true) else {
      preconditionFailure("the gradient by the features was asked for")
    }
    scaling.applyToGradient(&features)
    return features
  }

  /// Features `[N, inputs]` → `[N, outputs]`, without dropout.
  public func callAsFunction(_ features: Tensor) throws -> Tensor { try head.forward(scaled(features)) }

  /// The same with only the first layers of the head: an embedding before the classes.
  public func callAsFunction(_ features: Tensor, through layerCount: Int) throws -> Tensor {
    try head.forward(scaled(features), through: layerCount)
  }

  private func scaled(_ features: Tensor) -> Tensor {
    var scaled = features
    scaling.apply(&scaled)
    return scaled
  }
}
