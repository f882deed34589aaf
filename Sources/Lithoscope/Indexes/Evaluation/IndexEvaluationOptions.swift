import Descriptors
import Neural
import VectorSearch

/// Which index is measured on a collection's own vectors, and how.
public struct IndexEvaluationOptions: Sendable {
  /// The kind.
  public var kind: IndexKind
  /// What it is built with, and the recall that is wanted.
  public var settings = IndexSettings()
  /// Whose vectors; nil for the collection's first descriptor.
  public var descriptor: Descriptor?
  /// Neighbours that are looked for, at least 1.
  public var k = 10
  /// Images that ask, drawn at random, at least 1; all where there are fewer.
  public var queries = 1000
  /// Where their drawing starts.
  public var seed: UInt64 = 0
  /// The one effort to measure at; nil for rising ones until enough is found.
  public var effort: Int?
  /// Threads that build. Queries are always asked on one.
  public var threads = Processor.coreCount

  /// Options for a kind; what else is not given is the default.
  public init(_ kind: IndexKind) { self.kind = kind }
}
