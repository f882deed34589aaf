/// What one transaction writes. The parts are written in the order in which they stand here, so a batch
/// may name a content in `contents` and refer to it in all that follows.
public struct CatalogBatch: Sendable, Hashable {
  /// Contents seen for the first time; known ones are left as they are.
  public var contents: [ContentRecord] = []
  /// Rows of vectors, in order for each descriptor.
  public var embeddings: [EmbeddedRows] = []
  /// Image files that are new, have other bytes than before, or have another label.
  public var images: [ImageEntry] = []
  /// Files that could not be indexed; an image of the same path is removed.
  public var failures: [FailureRecord] = []
  /// Files that are gone. Removing them last lets a moved file keep its vectors.
  public var removals: [RelativePath] = []

  /// An empty batch.
  public init() {}

  /// Whether there is nothing to write.
  public var isEmpty: Bool {
    contents.isEmpty && embeddings.isEmpty && images.isEmpty && failures.isEmpty && removals.isEmpty
  }
}
