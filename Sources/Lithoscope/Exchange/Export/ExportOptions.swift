import Descriptors

/// What to export, and where to.
public struct ExportOptions: Sendable {
  /// How vectors and their images are written.
  public var format: ExchangeFormat
  /// Whose vectors; nil for the collection's first descriptor.
  public var descriptor: Descriptor?
  /// A file, with or without its ending, or a folder, which is made if it ends in `/` and is missing; nil for the current folder and the descriptor's name.
  public var path: String?
  /// Whether the vectors are wanted as searches compare them, whitened where the descriptor is, in place of those
  /// that were computed and are stored.
  public var compared = false

  /// The stored vectors of the first descriptor.
  public init(format: ExchangeFormat) { self.format = format }
}
