/// One search's walk through a forest: from the roots always on to the node with the best bound, until enough rows
/// were met.
///
/// The bound of a node is the smallest margin by which the query lies on the right side of a hyperplane on the way
/// to it. Nodes are visited in the order in which Annoy visits them, and counted as it counts: a row that several
/// trees offer counts as often. Rows that the search does not allow do not count at all.
struct ForestWalk {
  private let file: AnnoyFile
  private var queue: MarginQueue
  private var counted = 0
  private var visitsLeft: Int

  /// Room for the nodes that most walks keep waiting.
  private static let usualQueue = 1024

  init(_ file: AnnoyFile) {
    self.file = file
    queue = MarginQueue(minimumCapacity: file.roots.count + Self.usualQueue)
    // In a sound file a walk to the end visits each inner node once, and those of one tree twice where its root is
    // found twice.
    visitsLeft = 2 * (file.nodes - file.items) + file.roots.count
  }

  /// Walks until `effort` allowed rows were counted or nothing is left.
  ///
  /// - Parameters:
  ///   - query: `dimension` numbers; its length does not matter.
  ///   - allowed: bit `row % 64` of word `row / 64`; nil where all rows are allowed.
  ///   - met: gets the rows met, as bits like those, zero before.
  /// - Throws: `IndexFileError.damaged` for whatever a sound file cannot have.
  mutating func run(
    _ query: UnsafePointer<Float>, effort: Int, allowed: UnsafePointer<UInt64>?,
    met: UnsafeMutablePointer<UInt64>
  ) throws(IndexFileError) {
    for root in file.roots { queue.push(.infinity, root) }
    while counted < effort, let (bound, node) = queue.pop() {
      let descendants = file.descendants(of: node)
      if node < file.items {
        // A hole has no descendant.
        guard (0...1).contains(descendants) else {
          throw damage("item \(node) has \(descendants) descendants")
        }
        if descendants == 1 { counted += Self.meet(node, allowed, met) }
        continue
      }
      visitsLeft -= 1
      guard visitsLeft >= 0 else { throw damage("its trees share nodes") }
      guard (0...file.items).contains(descendants) else {
        throw damage("node \(node) has \(descendants) descendants")
      }
      if descendants <= file.layout.leafCapacity {
        counted += try itemsMet(in: node, descendants, allowed, met)
      } else {
        try pushChildren(of: node, descendants, bound, query)
      }
    }
  }

  /// Meets a leaf's items and gives the number of those that count.
  @inline(__always)
  private func itemsMet(
    in leaf: Int, _ descendants: Int, _ allowed: UnsafePointer<UInt64>?, _ met: UnsafeMutablePointer<UInt64>
  ) throws(IndexFileError) -> Int {
    let items = file.leafItems(of: leaf)
    var counted = 0
    for place in 0..<descendants {
      let item = Int(items[place])
      guard item >= 0, item < file.items else { throw damage("leaf \(leaf) holds item \(item)") }
      counted += Self.meet(item, allowed, met)
    }
    return counted
  }

  /// Meets a row and gives 1 where it counts, else 0; without a branch, since filters are hard to foretell.
  @inline(__always)
  private static func meet(
    _ row: Int, _ allowed: UnsafePointer<UInt64>?, _ met: UnsafeMutablePointer<UInt64>
  ) -> Int {
    let (word, bit) = (row >> 6, UInt64(row & 63))
    let counts = allowed.map { $0[word] &>> bit & 1 } ?? 1
    met[word] |= counts &<< bit
    return Int(truncatingIfNeeded: counts)
  }

  @inline(__always)
  private mutating func pushChildren(
    of node: Int, _ descendants: Int, _ bound: Float, _ query: UnsafePointer<Float>
  ) throws(IndexFileError) {
    let negative = file.child(0, of: node)
    let positive = file.child(1, of: node)
    // Annoy writes children before parents, so that no way down comes back to where it was.
    guard negative >= 0, negative < node, positive >= 0, positive < node else {
      throw damage("node \(node) has nodes \(negative) and \(positive) for children")
    }
    let below = file.descendants(of: negative) + file.descendants(of: positive)
    // A root claims all items, even where some are holes.
    guard below == descendants || (descendants == file.items && below < descendants) else {
      throw damage("node \(node) has \(descendants) descendants and its children \(below)")
    }
    let margin = FloatRows.product(file.vector(of: node), query, dimension: file.layout.dimension)
    guard margin.isFinite else { throw damage("the hyperplane of node \(node) is not of finite numbers") }
    queue.push(min(bound, margin), positive)
    queue.push(min(bound, -margin), negative)
  }

  private func damage(_ what: String) -> IndexFileError { .damaged(path: file.path, what: what) }
}
