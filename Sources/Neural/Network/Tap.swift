/// Where a network is listened to: a layer, and how its map is pooled over the image.
public struct Tap: Sendable, Hashable {
  /// The layer's name, such as `block4_conv3`; its output after ReLU is taken. Pooling layers are layers too:
  /// `block5_pool` with ``Pooling/none`` is what `fc1` sees.
  public let layer: String
  /// How the map is pooled.
  public let pooling: Pooling

  /// Listens to `layer`, pooled by `pooling`.
  public init(layer: String, pooling: Pooling) {
    self.layer = layer
    self.pooling = pooling
  }
}
