import Glibc

/// A forest in Annoy's file format, mapped read-only; nothing in it is believed.
///
/// Opening looks at the roots and at a few items, so it takes the same time however large the file is. Everything
/// else is checked when a search comes by; the numbers that are handed out lie inside the file.
final class AnnoyFile: @unchecked Sendable {
  // Sendable because every property is constant and the mapped memory is never written.

  let path: String
  let layout: AnnoyLayout
  /// Nodes in the file.
  let nodes: Int
  /// Items, holes included: nodes `0..<items` are theirs.
  let items: Int
  /// The roots that a search starts from; at least one.
  let roots: [Int]

  private let base: UnsafeRawPointer
  private let bytes: Int

  /// Maps a file and finds its roots.
  ///
  /// - Parameter dimension: components in a vector; the file does not say.
  /// - Throws: `IndexFileError`.
  init(path: String, dimension: Int) throws(IndexFileError) {
    guard (1...AnnoyLayout.largestDimension).contains(dimension) else {
      throw .unsupported(path: path, what: "vectors of \(dimension) components")
    }
    let layout = AnnoyLayout(dimension: dimension)
    let (base, bytes) = try Self.map(path, layout)
    do throws(IndexFileError) {
      let forest = ForestRoots(base, nodes: bytes / layout.nodeBytes, layout: layout)
      (items, roots) = try forest.find(path: path)
    } catch {
      munmap(UnsafeMutableRawPointer(mutating: base), bytes)
      throw error
    }
    self.path = path
    self.layout = layout
    self.base = base
    self.bytes = bytes
    nodes = bytes / layout.nodeBytes
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: base), bytes) }

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
    (start(of: node) + MemoryLayout<Int32>.size).assumingMemoryBound(to: Int32.self)
  }

  /// An item's vector or the normal of a split's hyperplane: `dimension` numbers of any kind. Valid as long as the
  /// file lives.
  @inline(__always)
  func vector(of node: Int) -> UnsafePointer<Float> {
    (start(of: node) + AnnoyLayout.wordsBeforeVector * MemoryLayout<Int32>.size)
      .assumingMemoryBound(to: Float.self)
  }

  @inline(__always)
  private func word(_ index: Int, of node: Int) -> Int32 {
    start(of: node).load(fromByteOffset: index * MemoryLayout<Int32>.size, as: Int32.self)
  }

  @inline(__always)
  private func start(of node: Int) -> UnsafeRawPointer {
    assert(node >= 0 && node < nodes)
    return base + node * layout.nodeBytes
  }

  /// The whole file in memory, and its size: a multiple of the node's.
  private static func map(
    _ path: String, _ layout: AnnoyLayout
  ) throws(IndexFileError) -> (UnsafeRawPointer, Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    // The map outlives the file descriptor.
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("examine", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .foreign(path: path, expected: "a file of Annoy's")
    }
    let bytes = Int(status.st_size)
    let nodes = bytes / layout.nodeBytes
    guard nodes > 0, bytes.isMultiple(of: layout.nodeBytes) else {
      throw .wrongSize(path: path, bytes: bytes, expected: max(1, nodes) * layout.nodeBytes)
    }
    guard nodes <= AnnoyLayout.mostNodes else { throw .tooLarge(path: path, what: "\(nodes) nodes") }
    let mapping = mmap(nil, bytes, PROT_READ, MAP_SHARED, descriptor, 0)
    guard let mapping, mapping != MAP_FAILED else { throw .last("map", path) }
    return (UnsafeRawPointer(mapping), bytes)
  }
}
