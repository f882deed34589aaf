/// Grows one tree: splits the rows by hyperplanes until what is left fits into leaves.
///
/// Nodes are numbered as they come up, parents before children. ``GrownTree`` turns the numbers around, because the
/// file has children first.
struct TreeGrower {
  private let rows: BuildRows
  private let layout: AnnoyLayout
  private let items: Int
  private var random: ForestRandom
  private var means: TwoMeans
  private var tree: GrownTree
  private var pending: [Pending] = []

  /// Rows that still want a node, and the place in their parent that wants its number.
  private struct Pending {
    let members: [Int32]
    let parent: Int
    let side: Int
  }

  /// How often a hyperplane is tried before a lopsided one is taken: Annoy's number, as are the next two.
  private static let attempts = 3
  /// The share of the larger side up to which a hyperplane is taken at once.
  private static let balancedShare = 0.95
  /// The share of the larger side from which on rows are dealt at random instead.
  private static let hopelessShare = 0.99

  init(_ rows: BuildRows, seed: UInt64, tree number: Int) {
    self.rows = rows
    items = rows.matrix.count
    layout = AnnoyLayout(dimension: rows.matrix.dimension)
    random = ForestRandom(seed: seed, tree: number)
    means = TwoMeans(dimension: layout.dimension)
    tree = GrownTree(layout: layout)
  }

  /// The whole tree.
  mutating func grow() -> GrownTree {
    growRoot()
    while let next = pending.popLast() {
      let node: Int32
      if let only = next.members.first, next.members.count == 1 {
        node = only
      } else if next.members.count <= layout.leafCapacity {
        node = GrownTree.reference(to: tree.addLeaf(next.members, descendants: next.members.count))
      } else {
        node = GrownTree.reference(to: split(next.members, descendants: next.members.count))
      }
      tree.setChild(next.side, of: next.parent, to: node)
    }
    return tree
  }

  /// A root has as many descendants as there are items, whatever it holds; so it is a leaf or a split by that number,
  /// and the file must mean nothing else where most items are holes.
  private mutating func growRoot() {
    let members = rows.rows
    if items <= layout.leafCapacity {
      // Item 0 fills what has no item, as in Annoy, if there is no other: a hole is never a result.
      let filling = Array(repeating: members.last ?? 0, count: items - members.count)
      _ = tree.addLeaf(members + filling, descendants: items)
    } else if members.count < 2 {
      let root = tree.addSplit(descendants: items) { _ in }
      for side in 0...1 { tree.setChild(side, of: root, to: members.first ?? 0) }
    } else {
      _ = split(members, descendants: items)
    }
  }

  /// Adds a split of at least two rows and puts both sides among what is pending.
  private mutating func split(_ members: [Int32], descendants: Int) -> Int {
    var sides: (negative: [Int32], positive: [Int32]) = ([], [])
    var normal = [Float](repeating: 0, count: layout.dimension)
    for _ in 0..<Self.attempts {
      normal.withUnsafeMutableBufferPointer { normal in
        guard let normal = normal.baseAddress else { return }
        means.findNormal(among: members[...], of: rows, &random, into: normal)
        sides = deal(members, by: normal)
      }
      if Self.share(sides) < Self.balancedShare { break }
    }
    if Self.share(sides) > Self.hopelessShare {
      // All rows are the same, or nearly: any division serves, and both sides get some.
      for index in normal.indices { normal[index] = 0 }
      repeat { sides = dealAtRandom(members) } while Self.share(sides) > Self.hopelessShare
    }
    let node = tree.addSplit(descendants: descendants) { vector in
      for index in normal.indices {
        vector[vector.startIndex + index] = Int32(bitPattern: normal[index].bitPattern)
      }
    }
    pending.append(Pending(members: sides.negative, parent: node, side: 0))
    pending.append(Pending(members: sides.positive, parent: node, side: 1))
    return node
  }

  /// Rows by the side of a hyperplane through the origin; those on it go anywhere.
  private mutating func deal(
    _ members: [Int32], by normal: UnsafePointer<Float>
  ) -> (negative: [Int32], positive: [Int32]) {
    var sides: (negative: [Int32], positive: [Int32]) = ([], [])
    sides.negative.reserveCapacity(members.count)
    sides.positive.reserveCapacity(members.count)
    var margins = [Float](repeating: 0, count: members.count)
    members.withUnsafeBufferPointer { numbers in
      margins.withUnsafeMutableBufferPointer { margins in
        guard let numbers = numbers.baseAddress, let products = margins.baseAddress else { return }
        FloatRows.products(
          normal, rows.vector(0), stride: layout.dimension, dimension: layout.dimension, numbers: numbers,
          count: members.count, into: products)
      }
    }
    for (member, margin) in zip(members, margins) {
      if margin > 0 || (margin == 0 && random.flip()) {
        sides.positive.append(member)
      } else {
        sides.negative.append(member)
      }
    }
    return sides
  }

  private mutating func dealAtRandom(_ members: [Int32]) -> (negative: [Int32], positive: [Int32]) {
    var sides: (negative: [Int32], positive: [Int32]) = ([], [])
    for member in members {
      if random.flip() { sides.positive.append(member) } else { sides.negative.append(member) }
    }
    return sides
  }

  /// The share of the rows that are on the larger side.
  private static func share(_ sides: (negative: [Int32], positive: [Int32])) -> Double {
    let larger = max(sides.negative.count, sides.positive.count)
    return Double(larger) / Double(sides.negative.count + sides.positive.count)
  }
}
