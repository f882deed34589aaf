/// A tree in memory, in the file's words but with numbers of its own.
///
/// Its nodes are numbered from the root, 0, on. A split's child is an item's number or a reference to a node of the
/// tree, which is negative.
struct GrownTree: Sendable {
  private let layout: AnnoyLayout
  private var words: [Int32] = []

  init(layout: AnnoyLayout) { self.layout = layout }

  /// The nodes of the tree.
  var nodes: Int { words.count / layout.nodeWords }

  /// What stands for a node of the tree in its parent.
  static func reference(to node: Int) -> Int32 { -1 - Int32(node) }

  /// Adds a leaf and gives its number.
  mutating func addLeaf(_ items: [Int32], descendants: Int) -> Int {
    words.append(Int32(descendants))
    words.append(contentsOf: items)
    words.append(contentsOf: repeatElement(0, count: layout.leafCapacity - items.count))
    return nodes - 1
  }

  /// Adds a split whose children are yet to be set, and gives its number.
  mutating func addSplit(descendants: Int, _ writeNormal: (inout ArraySlice<Int32>) -> Void) -> Int {
    words.append(Int32(descendants))
    words.append(contentsOf: repeatElement(0, count: layout.nodeWords - 1))
    writeNormal(&words[words.count - layout.dimension..<words.count])
    return nodes - 1
  }

  /// Sets a split's child: 0 is at the negative side and 1 at the positive one.
  mutating func setChild(_ side: Int, of node: Int, to child: Int32) {
    words[node * layout.nodeWords + 1 + side] = child
  }

  /// Calls `body` with the words of each node as they are in a file where `first` nodes precede the tree: children
  /// first, the root last.
  func forEachNode(after first: Int, _ body: (ArraySlice<Int32>) throws(IndexFileError) -> Void)
    throws(IndexFileError)
  {
    for node in (0..<nodes).reversed() {
      var own = words[node * layout.nodeWords..<(node + 1) * layout.nodeWords]
      if own[own.startIndex] > layout.leafCapacity {
        for side in 1...2 where own[own.startIndex + side] < 0 {
          let child = -1 - Int(own[own.startIndex + side])
          own[own.startIndex + side] = Int32(truncatingIfNeeded: first + nodes - 1 - child)
        }
      }
      try body(own)
    }
  }
}
