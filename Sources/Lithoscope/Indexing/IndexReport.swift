/// What an indexing run did.
public struct IndexReport: Sendable {
  /// Images that were not in the collection before.
  public internal(set) var added = 0
  /// Images whose file had changed, or that lacked a descriptor.
  public internal(set) var updated = 0
  /// Images whose file is gone or is no image any more.
  public internal(set) var removed = 0
  /// Images that were there already.
  public internal(set) var unchanged = 0
  /// Files that could not be indexed, by path.
  public internal(set) var failed: [FailedFile] = []
  /// How each descriptor's vectors are searched now; none after a run that was stopped.
  public internal(set) var indexes: [IndexOutcome] = []
  /// Whether the caller stopped it before the end.
  public internal(set) var wasStopped = false
  /// How long it took.
  public internal(set) var seconds = 0.0

  /// Images added and updated in a second, the preparation of the network included.
  public var imagesPerSecond: Double {
    seconds > 0 ? Double(added + updated) / seconds : 0
  }
}
