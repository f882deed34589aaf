import Lithoscope

/// A search that waits for a thread. Those by the same vectors are answered together.
struct SearchJob: Sendable {
  let search: SnapshotSearch
  let request: SessionRequest

  /// What goes together.
  struct Key: Hashable {
    let vectors: ObjectIdentifier
    let exactly: Bool
  }

  /// What it goes together with.
  var key: Key { Key(vectors: ObjectIdentifier(search.vectors), exactly: request.exactly) }
}
