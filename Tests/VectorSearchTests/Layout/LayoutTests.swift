import Testing

@testable import VectorSearch

@Suite struct LayoutTests {
  /// Unit vectors in clusters that have nothing in common.
  private static func clusters(_ count: Int, of size: Int, dimension: Int = 32) throws -> VectorMatrix {
    var random = LayoutRandom(state: 5)
    var components: [Float] = []
    for cluster in 0..<count {
      for _ in 0..<size {
        var row = (0..<dimension).map { _ in 0.1 * (random.share() - 0.5) }
        row[cluster] += 1
        components += try UnitVector.normalized(row)
      }
    }
    return try VectorMatrix(components: components, dimension: dimension)
  }

  private static func neighbours(_ matrix: VectorMatrix, _ k: Int) throws -> [[Neighbor]] {
    let index = ExactIndex(matrix)
    return try (0..<matrix.count).map { row in
      try index.search(matrix.row(row), k: k + 1).filter { $0.row != row }
    }
  }

  @Test func thePlaneIsThatOfTheGreatestSpread() {
    // Along one axis ten times, along another three times as far as along all others.
    var random = LayoutRandom(state: 3)
    let spreads = (0..<16).map { column -> Float in column == 4 ? 10 : column == 9 ? 3 : 0.3 }
    let rows = (0..<500).map { _ in spreads.map { spread -> Float in (random.share() - 0.5) * spread } }
    let points = PrincipalPlane.points(count: rows.count, dimension: 16) { rows[$0] }
    #expect(points.count == 1000)
    for (axis, column) in [4, 9].enumerated() {
      var mean: Float = 0
      for row in rows { mean += row[column] / 500 }
      // A direction may point either way.
      var along: Float = 0
      for place in 0..<500 { along += points[2 * place + axis] * (rows[place][column] - mean) }
      for place in 0..<500 {
        let expected = (rows[place][column] - mean) * (along < 0 ? -1 : 1)
        #expect(abs(points[2 * place + axis] - expected) < 0.6)
      }
    }
    #expect(PrincipalPlane.points(count: rows.count, dimension: 16) { rows[$0] } == points)
  }

  @Test func randomNumbersReachAllTheirRange() {
    var random = LayoutRandom(state: 7)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<10_000 { counts[random.below(10)] += 1 }
    #expect(counts.allSatisfy { (800...1200).contains($0) })
  }

  @Test func nothingAndTheSameEverywhereHavePlaces() {
    #expect(PrincipalPlane.points(count: 0, dimension: 4) { _ in [] } == [])
    let same = PrincipalPlane.points(count: 3, dimension: 4) { _ in [1, 0, 0, 0] }
    #expect(same.allSatisfy { abs($0) < 1e-4 })
    let alone = NeighbourEmbedding(count: 1).points(NeighbourGraph([[]]), from: [0, 0])
    #expect(alone?.allSatisfy { $0.isFinite } == true)
  }

  @Test func theNearestNeighbourCountsInFullAndOthersLess() throws {
    let matrix = try Self.clusters(2, of: 20)
    let graph = NeighbourGraph(try Self.neighbours(matrix, 8))
    #expect(graph.count == 40)
    var strongest = [Float](repeating: 0, count: graph.count)
    for edge in graph.edges {
      #expect(edge.from < edge.to && (0...1).contains(edge.weight))
      for node in [edge.from, edge.to] { strongest[Int(node)] = max(strongest[Int(node)], edge.weight) }
    }
    #expect(strongest.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(graph.edges.contains { $0.weight < 0.5 })
    let pairs = graph.edges.map { Int($0.from) * graph.count + Int($0.to) }
    #expect(pairs == pairs.sorted() && Set(pairs).count == pairs.count)
  }

  @Test func whatIsAlikeLiesTogether() throws {
    let matrix = try Self.clusters(5, of: 40)
    let graph = NeighbourGraph(try Self.neighbours(matrix, 10))
    let start = PrincipalPlane.points(count: matrix.count, dimension: matrix.dimension) { matrix.row($0) }
    let embedding = NeighbourEmbedding(count: matrix.count)
    let points = try #require(embedding.points(graph, from: start))
    #expect(points.allSatisfy { $0.isFinite })
    // The nearest five in the plane are of the same cluster.
    for place in 0..<matrix.count {
      let nearest = (0..<matrix.count).filter { $0 != place }.sorted { one, other in
        Self.square(points, place, one) < Self.square(points, place, other)
      }.prefix(5)
      #expect(nearest.count { $0 / 40 == place / 40 } >= 4)
    }
    // Each has a place of its own: within a cluster too, nobody lies on top of another.
    for place in 0..<matrix.count {
      #expect((0..<place).allSatisfy { Self.square(points, place, $0) > 1e-6 })
    }
    // The same again, bit for bit.
    #expect(embedding.points(graph, from: start) == points)
    #expect(embedding.points(graph, from: start) { $0 < 3 } == nil)
  }

  private static func square(_ points: [Float], _ one: Int, _ other: Int) -> Float {
    let (x, y) = (points[2 * one] - points[2 * other], points[2 * one + 1] - points[2 * other + 1])
    return x * x + y * y
  }
}
