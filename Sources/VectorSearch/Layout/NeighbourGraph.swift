import Glibc

/// Who is near whom, as a graph whose edges have weights 0…1: the fuzzy simplicial set of McInnes, Healy & Melville,
/// “UMAP: Uniform Manifold Approximation and Projection for Dimension Reduction” (2018), section 3.1.
public struct NeighbourGraph: Sendable {
  /// One edge of each pair.
  struct Edge: Sendable {
    let from: Int32
    let to: Int32
    let weight: Float
  }

  /// The number of nodes.
  public let count: Int
  /// Edges in the order of their nodes.
  let edges: [Edge]

  /// Halvings in the search for a node's scale: after so many nothing changes in single precision.
  private static let halvings = 64

  /// A graph of nearest neighbours.
  ///
  /// - Parameter neighbours: for each node its nearest others with their similarities, −1…1, nearest first. The distance
  ///   is 1 − similarity.
  public init(_ neighbours: [[Neighbor]]) {
    count = neighbours.count
    var weights: [UInt64: (forward: Float, backward: Float)] = [:]
    weights.reserveCapacity(neighbours.reduce(0) { $0 + $1.count })
    for (node, near) in neighbours.enumerated() {
      let distances = near.map { max(0, 1 - $0.similarity) }
      let nearest = distances.first { $0 > 0 } ?? 0
      let scale = Self.scale(distances, beyond: nearest)
      for (neighbour, distance) in zip(near, distances) where neighbour.row != node {
        let weight = distance <= nearest || scale == 0 ? 1 : exp(-(distance - nearest) / scale)
        let (low, high) = (min(node, neighbour.row), max(node, neighbour.row))
        let key = UInt64(low) << 32 | UInt64(high)
        var known = weights[key] ?? (0, 0)
        if node == low { known.forward = weight } else { known.backward = weight }
        weights[key] = known
      }
    }
    // A dictionary has no order, and the layout depends on it.
    edges = weights.keys.sorted().compactMap { key in
      weights[key].map { known in
        Edge(
          from: Int32(key >> 32), to: Int32(key & 0xFFFF_FFFF),
          // Either of the two sees the other: a + b − a·b.
          weight: known.forward + known.backward - known.forward * known.backward)
      }
    }
  }

  /// The σ for which Σ exp(−max(0, d − ρ) / σ) = log₂ k: so each node has as many neighbours that count, however dense
  /// its surroundings are.
  private static func scale(_ distances: [Float], beyond nearest: Float) -> Float {
    let wanted = log2(Float(max(2, distances.count)))
    var (low, high, scale) = (Float(0), Float.infinity, Float(1))
    for _ in 0..<halvings {
      let sum = distances.reduce(Float(0)) { $0 + exp(-max(0, $1 - nearest) / scale) }
      if sum > wanted { high = scale } else { low = scale }
      scale = high == .infinity ? scale * 2 : (low + high) / 2
    }
    return scale
  }
}
