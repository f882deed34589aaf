/// How often a compiled pass will run: what is worth preparing for it.
///
/// Only oneDNN prepares differently; the Winograd engine's kernels are transformed in milliseconds.
public enum Workload: Sendable {
  /// Many batches: Winograd convolutions. They need a quarter of the products for 3×3 kernels, and half a second
  /// to transform the weights first.
  case sustained
  /// A query or two: direct convolutions, whose weights are laid out in milliseconds.
  case brief
}
