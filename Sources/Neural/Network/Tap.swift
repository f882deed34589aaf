/// Where a network is listened to: a layer, and how its map is pooled over the image.
public struct Tap: Sendable, Hashable {
  /// What becomes of a map `[N, C, H, W]`.
  public enum Pooling: String, Sendable, Hashable {
    /// The mean of each channel: `[N, C]`.
    case average
    /// The map itself: `[N, C, H, W]`; for a dense layer `[N, units]`.
    case none
  }

  /// The layer's name, such as `block4_conv3`; its output after ReLU is taken.
  public let layer: String
  /// How the map is pooled.
  public let pooling: Pooling

  /// Listens to `layer`, pooled by `pooling`.
  public init(layer: String, pooling: Pooling) {
    self.layer = layer
    self.pooling = pooling
  }
}
