/// One named layer of a feed-forward network, as a row of the table in its paper.
public enum Layer: Sendable, Equatable {
  /// A 3×3 convolution, stride 1, zero padding 1, bias and ReLU: `[N, C, H, W]` → `[N, filters, H, W]`.
  case convolution(name: String, filters: Int)
  /// A 2×2 maximum pooling, stride 2: `[N, C, H, W]` → `[N, C, H/2, W/2]` (odd edges are dropped, as in Keras).
  case maxPool(name: String)
  /// A fully connected layer with bias and ReLU: `[N, …]` → `[N, units]`.
  case dense(name: String, units: Int)

  /// The layer's Keras name, such as `block4_conv3`.
  public var name: String {
    switch self {
    case .convolution(let name, _), .maxPool(let name), .dense(let name, _): name
    }
  }
}
