/// How far an indexing run is.
public struct IndexProgress: Sendable {
  /// Files that are done, whether they worked or failed.
  public let done: Int
  /// Files that had to be looked at.
  public let total: Int

  /// What the observer of a run wants.
  public enum Wish: Sendable {
    /// Go on.
    case proceed
    /// Finish what is in flight and return.
    case stop
  }
}
