import Lithoscope

/// A search that waits for a thread. Those by the same vectors are answered together.
struct SearchJob: Sendable {
  let search: SnapshotSearch
  let request: SessionRequest

  /// What goes together.
  var key: ObjectIdentifier { ObjectIdentifier(search.vectors) }
}
