import Glibc

/// Lays a graph of neighbours out in the plane: what is joined is drawn together, what is not is pushed apart, by
/// stochastic gradient descent (McInnes, Healy & Melville, “UMAP”, 2018, sections 3.2 and 4).
///
/// The same graph and start give the same layout, bit for bit: one thread draws from one sequence of random numbers.
public struct NeighbourEmbedding: Sendable {
  /// How often each edge may be drawn on; the paper's numbers are 500 for small data and 200 for large.
  public var epochs: Int
  /// Nodes that each end of an edge is pushed away from, for each time that it is drawn on.
  public var pushes = 5

  /// Beyond so many nodes the smaller number of epochs is enough.
  private static let large = 10_000
  /// 1 / (1 + a·d^2b) is near 1 below a distance of 0.1 and falls off as exp(−d) does beyond: the paper's `min_dist`
  /// 0.1 and `spread` 1.
  private static let a: Float = 1.577
  private static let b: Float = 0.895
  /// No step is longer, in either direction.
  private static let longestStep: Float = 4
  /// Keeps the push between two points in one place finite.
  private static let softening: Float = 0.001
  /// The start is spread over so much in each direction.
  private static let startSpread: Float = 10
  private static let seed: UInt64 = 1

  /// For so many nodes.
  public init(count: Int) { epochs = count > Self.large ? 200 : 500 }

  /// Lays a graph out.
  ///
  /// - Parameters:
  ///   - start: `[count, 2]`, such as ``PrincipalPlane`` gives it; any scale.
  ///   - goesOn: asked after each epoch; false ends the work.
  /// - Returns: `[count, 2]`; nil where it was ended.
  public func points(
    _ graph: NeighbourGraph, from start: [Float], goesOn: (_ epoch: Int) -> Bool = { _ in true }
  )
    -> [Float]?
  {
    precondition(start.count == 2 * graph.count, "two numbers a node")
    var points = Self.spread(start)
    guard graph.count > 1, let heaviest = graph.edges.map(\.weight).max(), heaviest > 0 else { return points }
    // An edge of a tenth of the weight is drawn on every tenth time.
    let period = graph.edges.map { heaviest / max($0.weight, .leastNormalMagnitude) }
    var due = period
    var random = LayoutRandom(state: Self.seed)
    for epoch in 0..<epochs {
      guard goesOn(epoch) else { return nil }
      let rate = 1 - Float(epoch) / Float(epochs)
      points.withUnsafeMutableBufferPointer { points in
        for (place, edge) in graph.edges.enumerated() where due[place] <= Float(epoch + 1) {
          due[place] += period[place]
          let (from, to) = (Int(edge.from), Int(edge.to))
          Self.pull(points, from, to, rate)
          for end in [from, to] {
            for _ in 0..<pushes { Self.push(points, end, from: random.below(graph.count), rate) }
          }
        }
      }
    }
    return points
  }

  private static func pull(
    _ points: UnsafeMutableBufferPointer<Float>, _ one: Int, _ other: Int, _ rate: Float
  ) {
    let (dx, dy) = (points[2 * one] - points[2 * other], points[2 * one + 1] - points[2 * other + 1])
    let square = dx * dx + dy * dy
    guard square > 0 else { return }
    let power = pow(square, b)
    let factor = -2 * a * b * power / square / (1 + a * power)
    let (x, y) = (bounded(factor * dx) * rate, bounded(factor * dy) * rate)
    points[2 * one] += x
    points[2 * one + 1] += y
    points[2 * other] -= x
    points[2 * other + 1] -= y
  }

  private static func push(
    _ points: UnsafeMutableBufferPointer<Float>, _ one: Int, from other: Int, _ rate: Float
  ) {
    guard one != other else { return }
    let (dx, dy) = (points[2 * one] - points[2 * other], points[2 * one + 1] - points[2 * other + 1])
    let square = dx * dx + dy * dy
    guard square > 0 else { return }
    let factor = 2 * b / ((softening + square) * (1 + a * pow(square, b)))
    points[2 * one] += bounded(factor * dx) * rate
    points[2 * one + 1] += bounded(factor * dy) * rate
  }

  private static func bounded(_ step: Float) -> Float { min(longestStep, max(-longestStep, step)) }

  /// The start, centred and scaled, and each point moved a hair, so that those in one place can part.
  private static func spread(_ start: [Float]) -> [Float] {
    let hair: Float = 1e-4
    let most = start.lazy.map(abs).max() ?? 0
    var random = LayoutRandom(state: seed)
    return start.map { value in
      (most > 0 && value.isFinite ? value / most : 0) * startSpread + (random.share() - 0.5) * hair
    }
  }
}

/// Random numbers for a layout: xorshift64* (Vigna, “An experimental exploration of Marsaglia's xorshift generators,
/// scrambled”, 2016).
struct LayoutRandom {
  /// Not zero.
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 2_685_821_657_736_338_717
  }

  /// A number below `limit`, which is less than 2³²; all are equally likely but for what 32 bits leave.
  mutating func below(_ limit: Int) -> Int { Int(((next() >> 32) &* UInt64(limit)) >> 32) }

  /// A number from 0 to 1.
  mutating func share() -> Float { Float(next() >> 40) / Float(1 << 24) }
}
