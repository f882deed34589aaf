/// A forest in Annoy's file format, mapped read-only; nothing in it is believed.
///
/// Opening looks at the roots and at a few items, so it takes the same time however large the file is. Everything
/// else is checked when a search comes by; the numbers that are handed out lie inside the file.
final class AnnoyFile: Sendable {
  let path: String
  let layout: AnnoyLayout
  /// Nodes in the file, at least one.
  let nodes: Int
  /// Items, holes included: nodes `0..<items` are theirs.
  let items: Int
  /// The roots that a search starts from; at least one.
  let roots: [Int]

  private let memory: MappedMemory

  /// Maps a file and finds its roots.
  ///
  /// - Parameter dimension: components in a vector; the file does not say.
  /// - Throws: `IndexFileError`.
  init(path: String, dimension: Int) throws(IndexFileError) {
    guard (1...AnnoyLayout.largestDimension).contains(dimension) else {
      throw .unsupported(path: path, what: "vectors of \(dimension) components")
    }
    let layout = AnnoyLayout(dimension: dimension)
    let memory = try MappedMemory(path: path)
    let nodes = memory.bytes / layout.nodeBytes
    guard nodes > 0, memory.bytes.isMultiple(of: layout.nodeBytes) else {
      throw .wrongSize(path: path, bytes: memory.bytes, expected: max(1, nodes) * layout.nodeBytes)
    }
    guard nodes <= AnnoyLayout.mostNodes else { throw .tooLarge(path: path, what: "\(nodes) nodes") }
    (items, roots) = try ForestRoots(memory.start, nodes: nodes, layout: layout).find(path: path)
    self.path = path
    self.layout = layout
    self.memory = memory
    self.nodes = nodes
  }

  /// What a node's head says of the items below it; any number.
  @inline(__always)
  func descendants(of node: Int) -> Int { Int(word(0, of: node)) }

  /// A split's child, 0 at the negative side and 1 at the positive one; any number.
  @inline(__always)
  func child(_ side: Int, of node: Int) -> Int { Int(word(1 + side, of: node)) }

  /// A leaf's item numbers, `leafCapacity` of them, of which as many count as the node has descendants; any
  /// numbers. Valid as long as the file lives.
  @inline(__always)
  func leafItems(of node: Int) -> UnsafePointer<Int32> {
    UnsafePointer((start(of: node) + MemoryLayout<Int32>.size).assumingMemoryBound(to: Int32.self))
  }

  /// An item's vector or the normal of a split's hyperplane: `dimension` numbers of any kind. Valid as long as the
  /// file lives.
  @inline(__always)
  func vector(of node: Int) -> UnsafePointer<Float> {
    let offset = AnnoyLayout.wordsBeforeVector * MemoryLayout<Int32>.size
    return UnsafePointer((start(of: node) + offset).assumingMemoryBound(to: Float.self))
  }

  @inline(__always)
  private func word(_ index: Int, of node: Int) -> Int32 {
    start(of: node).load(fromByteOffset: index * MemoryLayout<Int32>.size, as: Int32.self)
  }

  @inline(__always)
  private func start(of node: Int) -> UnsafeMutableRawPointer {
    assert(node >= 0 && node < nodes, "a node's number was checked before")
    return memory.start + node * layout.nodeBytes
  }
}
