/// How a node lies in a file of Spotify's Annoy (version 1.17), angular metric.
///
/// Every node has the same size, and the file is nothing but nodes: first the items in the order of their numbers,
/// then the inner nodes of the trees, children before parents, and at the end a copy of every root. Numbers are
/// 32 bits, little-endian:
///
/// | bytes | an item | a split | a leaf |
/// |---|---|---|---|
/// | 0..<4 | 1, or 0 where the number has no item | descendants, more than K | descendants, at most K |
/// | 4..<8 | squared length, f32 | the child at the negative side | item numbers… |
/// | 8..<12 | 0 | the child at the positive side | … |
/// | 12... | the vector, f32 | the normal of the hyperplane, f32 | … |
///
/// A leaf's item numbers fill all that follows its head, so K = dimension + 2. A child that holds a single item is
/// that item itself. A root's descendants are the number of items, holes included, whatever it really holds.
struct AnnoyLayout: Equatable, Sendable {
  /// Components in a vector, `1...AnnoyLayout.largestDimension`.
  let dimension: Int

  /// Nodes are numbered with 32 bits.
  static let mostNodes = Int(Int32.max)
  /// A leaf's item numbers are counted with 32 bits.
  static let largestDimension = Int(Int32.max) - 2
  /// The number of words, of 32 bits each, before the vector.
  static let wordsBeforeVector = 3

  /// The number of 32-bit words in a node.
  var nodeWords: Int { Self.wordsBeforeVector + dimension }
  /// The size of a node.
  var nodeBytes: Int { nodeWords * MemoryLayout<Int32>.size }
  /// K: the most items that a leaf holds.
  var leafCapacity: Int { dimension + 2 }
}
