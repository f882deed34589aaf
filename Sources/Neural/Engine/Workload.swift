/// How often a compiled pass will run: what is worth preparing for it.
public enum Workload: Sendable {
  /// Many batches: Winograd convolutions. They need 2.25× less arithmetic for 3×3 kernels, and half a second
  /// to transform the weights first.
  case sustained
  /// A query or two: direct convolutions, whose weights are laid out in milliseconds.
  case brief
}
