/// What to import, and how.
public struct ImportOptions: Sendable {
  /// The name that vectors from elsewhere get. Lithoscope's own, exported ones have theirs already; of a trained
  /// model that the collection does not know its file is given here.
  public var descriptor: String?
  /// Whether vectors that were imported under the name before are thrown away first.
  public var replaces = false
  /// Whether to wait for another process that is indexing the collection, rather than to give up.
  public var waits = false
  /// Called once before waiting, with who is indexing.
  public var whenWaiting: @Sendable (_ holder: String) -> Void = { _ in }

  /// The defaults.
  public init() {}
}
