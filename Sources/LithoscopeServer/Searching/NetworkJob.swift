import Lithoscope

/// A picture that waits for the network.
struct NetworkJob: Sendable {
  let picture: WarmNetwork.Prepared
  let vectors: SnapshotVectors

  /// Pictures for the same descriptor, made in the same way, go through together.
  var key: String { vectors.stampedName }
}
