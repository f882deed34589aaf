/// The nodes that a search has yet to visit, the most promising on top: a max-heap of (bound, node) pairs.
///
/// Pairs are kept as one number that sorts as they do: by the bound, and where bounds are equal by the node's
/// number. All orders among equal pairs are the same order, so nodes come out as from any other such heap.
struct MarginQueue {
  private var heap: [UInt64] = []

  /// An empty queue with room for some nodes.
  init(minimumCapacity: Int) { heap.reserveCapacity(minimumCapacity) }

  /// Adds a node.
  ///
  /// - Parameters:
  ///   - bound: not NaN.
  ///   - node: in `0...Int32.max`.
  @inline(__always)
  mutating func push(_ bound: Float, _ node: Int) {
    let key = Self.key(bound, node)
    var hole = heap.count
    heap.append(key)
    heap.withUnsafeMutableBufferPointer { heap in
      while hole > 0 {
        let parent = (hole - 1) / 2
        guard heap[parent] < key else { break }
        heap[hole] = heap[parent]
        hole = parent
      }
      heap[hole] = key
    }
  }

  /// Takes the pair with the highest bound off the queue; nil when it is empty.
  @inline(__always)
  mutating func pop() -> (bound: Float, node: Int)? {
    guard let last = heap.popLast() else { return nil }
    guard let top = heap.first else { return Self.pair(last) }
    heap.withUnsafeMutableBufferPointer { heap in
      let count = heap.count
      var hole = 0
      while true {
        var child = 2 * hole + 1
        guard child < count else { break }
        if child + 1 < count, heap[child] < heap[child + 1] { child += 1 }
        guard last < heap[child] else { break }
        heap[hole] = heap[child]
        hole = child
      }
      heap[hole] = last
    }
    return Self.pair(top)
  }

  private static let signBit: UInt32 = 1 << 31

  @inline(__always)
  private static func key(_ bound: Float, _ node: Int) -> UInt64 {
    // Adding zero makes the negative zero, which is equal to the positive one, the same bits.
    let bits = (bound + 0).bitPattern
    let ordered = bits & signBit == 0 ? bits | signBit : ~bits
    return UInt64(ordered) << 32 | UInt64(UInt32(truncatingIfNeeded: node))
  }

  @inline(__always)
  private static func pair(_ key: UInt64) -> (bound: Float, node: Int) {
    let ordered = UInt32(key >> 32)
    let bits = ordered & signBit == 0 ? ~ordered : ordered & ~signBit
    return (Float(bitPattern: bits), Int(UInt32(truncatingIfNeeded: key)))
  }
}
