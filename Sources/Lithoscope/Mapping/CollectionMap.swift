import VectorSearch

/// A collection laid out in the plane by one descriptor: what is alike lies near each other.
public struct CollectionMap: Sendable {
  /// How a map was made.
  public enum Method: String, Sendable {
    /// By its two principal components: at once, and coarse.
    case principal
    /// By its nearest neighbours, see `NeighbourEmbedding`.
    case neighbours
  }

  /// The revision of the snapshot that it was made of.
  public let revision: Int
  /// How it was made.
  public let method: Method
  /// For each image of the snapshot its place, 0…1 in both directions; nil for images without a vector. The longer
  /// direction takes all of 0…1, and the other one has the same scale.
  public let places: [SIMD2<Float>?]

  /// Neighbours of each vector that the layout keeps together: the paper's 15.
  static let neighbours = 15
  /// Queries to the index at once.
  private static let batch = 512

  /// Lays a snapshot out by its principal components.
  public static func principal(_ snapshot: CollectionSnapshot, _ vectors: SnapshotVectors) -> CollectionMap {
    let rows = LivingRows(vectors)
    let points = PrincipalPlane.points(count: rows.rows.count, dimension: vectors.dimension) {
      vectors.compared(rows.rows[$0])
    }
    return CollectionMap(snapshot, vectors, rows, points, .principal)
  }

  /// Lays a snapshot out by its nearest neighbours. Takes a while: some ten seconds for 24,000 images on one processor.
  ///
  /// - Parameter goesOn: asked again and again; false ends the work.
  /// - Returns: nil where it was ended.
  public static func neighbours(
    _ snapshot: CollectionSnapshot, _ vectors: SnapshotVectors, goesOn: () -> Bool = { true }
  ) throws -> CollectionMap? {
    let rows = LivingRows(vectors)
    let start = PrincipalPlane.points(count: rows.rows.count, dimension: vectors.dimension) {
      vectors.compared(rows.rows[$0])
    }
    var near: [[Neighbor]] = []
    near.reserveCapacity(rows.rows.count)
    let wanted = neighbours + 1
    let options = SearchOptions(
      skipping: vectors.holes, threads: 1, effort: vectors.vectors.searched.effort(k: wanted))
    for first in stride(from: 0, to: rows.rows.count, by: batch) {
      guard goesOn() else { return nil }
      let places = first..<min(first + batch, rows.rows.count)
      let found = try vectors.vectors.index.search(
        batch: places.map { vectors.compared(rows.rows[$0]) }, k: wanted, options: options)
      for (place, neighbours) in zip(places, found) {
        near.append(
          neighbours.compactMap { neighbour in
            let other = Int(rows.placeOfRow[neighbour.row])
            return other < 0 || other == place
              ? nil : Neighbor(row: other, similarity: neighbour.similarity)
          })
      }
    }
    let embedding = NeighbourEmbedding(count: rows.rows.count)
    guard let points = embedding.points(NeighbourGraph(near), from: start, goesOn: { _ in goesOn() }) else {
      return nil
    }
    return CollectionMap(snapshot, vectors, rows, points, .neighbours)
  }

  private init(
    _ snapshot: CollectionSnapshot, _ vectors: SnapshotVectors, _ rows: LivingRows, _ points: [Float],
    _ method: Method
  ) {
    let scaled = Self.fitted(points)
    let places = snapshot.images.indices.map { image -> SIMD2<Float>? in
      guard let row = vectors.row(ofImage: image) else { return nil }
      let place = Int(rows.placeOfRow[row])
      return place < 0 ? nil : scaled[place]
    }
    self.init(revision: snapshot.revision, method: method, places: places)
  }

  /// A map that was kept.
  init(revision: Int, method: Method, places: [SIMD2<Float>?]) {
    self.revision = revision
    self.method = method
    self.places = places
  }

  /// Points in the unit square, in their proportions.
  private static func fitted(_ points: [Float]) -> [SIMD2<Float>] {
    let all = stride(from: 0, to: points.count, by: 2).map { SIMD2(points[$0], points[$0 + 1]) }
    guard let first = all.first else { return [] }
    let low = all.reduce(first, pointwiseMin)
    let high = all.reduce(first, pointwiseMax)
    let size = max((high - low).max(), .leastNormalMagnitude)
    let margin = (SIMD2(repeating: size) - (high - low)) / 2
    return all.map { ($0 - low + margin) / size }
  }
}

/// The rows of a descriptor that belong to an image.
private struct LivingRows {
  /// The rows, ascending.
  let rows: [Int]
  /// The place of each row in ``rows``; −1 for dead ones.
  let placeOfRow: [Int32]

  init(_ vectors: SnapshotVectors) {
    var places = [Int32](repeating: -1, count: vectors.record.rowCount)
    var rows: [Int] = []
    for row in 0..<vectors.record.rowCount where !vectors.images(ofRow: row).isEmpty {
      places[row] = Int32(rows.count)
      rows.append(row)
    }
    self.rows = rows
    placeOfRow = places
  }
}
