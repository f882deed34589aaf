/// Finds the roots of a forest, which stand at the end of its file.
struct ForestRoots {
  private let base: UnsafeRawPointer
  private let nodes: Int
  private let layout: AnnoyLayout

  /// The nodes of a mapped file, at least one.
  init(_ base: UnsafeRawPointer, nodes: Int, layout: AnnoyLayout) {
    self.base = base
    self.nodes = nodes
    self.layout = layout
  }

  /// The number of items and the roots, found as Annoy finds them: the last node's descendants are the number of
  /// items, and every node from the end on that has as many is a root. The last tree's own root stands before the
  /// copies and would be counted twice; where its first child is that of the last copy, it is left out.
  ///
  /// - Throws: `IndexFileError.damaged` when what is found cannot be a forest.
  func find(path: String) throws(IndexFileError) -> (items: Int, roots: [Int]) {
    let items = head(nodes - 1, 0)
    guard (0..<nodes).contains(items) else {
      throw .damaged(path: path, what: "its last node claims \(items) items in a file of \(nodes) nodes")
    }
    // An item is a root only for Annoy itself, and only in a forest over one item.
    var roots: [Int] = []
    var node = nodes - 1
    while node >= items, head(node, 0) == items {
      roots.append(node)
      node -= 1
    }
    if roots.count > 1, let first = roots.first, let last = roots.last, head(first, 1) == head(last, 1) {
      roots.removeLast()
    }
    for item in [0, items / 2, items - 1] where item >= 0 && item < items {
      guard (0...1).contains(head(item, 0)) else {
        throw .damaged(path: path, what: "item \(item) claims \(head(item, 0)) descendants")
      }
    }
    for root in roots where items > layout.leafCapacity {
      for side in 1...2 where !(0..<root).contains(head(root, side)) {
        throw .damaged(path: path, what: "root \(root) has node \(head(root, side)) for a child")
      }
    }
    return (items, roots)
  }

  private func head(_ node: Int, _ word: Int) -> Int {
    let offset = node * layout.nodeBytes + word * MemoryLayout<Int32>.size
    return Int(base.load(fromByteOffset: offset, as: Int32.self))
  }
}
