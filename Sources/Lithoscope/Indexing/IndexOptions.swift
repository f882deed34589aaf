import Descriptors
import Imaging
import Neural

/// What to compute while indexing, and how.
public struct IndexOptions: Sendable {
  /// Descriptors to compute besides those that the collection has already; none for those, or the default.
  public var descriptors: [Descriptor] = []
  /// How images become the network's input; nil for the collection's way, or the default.
  public var preprocessing: Preprocessing?
  /// How large the network sees images; nil for the collection's way, or the default: ``InputSize/automatic``, and
  /// ``InputSize/square`` where a descriptor needs it.
  public var inputSize: InputSize?
  /// The network's number format; nil for the collection's, or f32.
  public var precision: Precision?
  /// Threads for the network, and as many for decoding.
  public var threads = Processor.coreCount
  /// What an image may cost; nil for what the collection was indexed with before, or the usual limits.
  public var limits: DecodingLimits?
  /// How the collection is to be searched from now on; nil for how it was before, or the default.
  public var index: IndexSettings?
  /// Whether vectors that are there are thrown away first.
  public var rebuilds = false
  /// Whether to wait for another process that is indexing the collection, rather than to give up.
  public var waits = false
  /// Called once before waiting, with who is indexing: a process, its machine and since when.
  public var whenWaiting: @Sendable (_ holder: String) -> Void = { _ in }

  /// The defaults.
  public init() {}
}
