/// How far an indexing run is.
public struct IndexProgress: Sendable {
  /// What is being done.
  public enum Stage: Sendable, Hashable {
    /// Images are described; counted in files, whether they worked or failed.
    case images
    /// The index over a descriptor's vectors is built; counted as its kind counts, in rows or in trees.
    case index(descriptor: String)
  }

  /// What is done.
  public let done: Int
  /// What there is to do.
  public let total: Int
  /// What is being done.
  public var stage = Stage.images

  /// What the observer of a run wants.
  public enum Wish: Sendable {
    /// Go on.
    case proceed
    /// Finish what is in flight and return.
    case stop
  }
}
