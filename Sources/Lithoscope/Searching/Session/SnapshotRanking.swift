import VectorSearch

/// The images of a snapshot by their similarity to a vector, as far as they may be results: what ``RankedImages`` is to
/// an open catalog.
struct SnapshotRanking {
  /// An image and how similar it is.
  struct Hit {
    let row: Int
    let place: Int
    let similarity: Float
  }

  let vectors: SnapshotVectors
  /// nil where every image may be a result.
  let filter: SnapshotFilter?
  /// Images that are never results: those of the query itself.
  let omitted: Set<Int>
  /// Whether all rows are looked at one by one, whatever index there is.
  let exactly: Bool
  /// Threads that one search may use.
  let threads: Int

  /// How many neighbours have to be found for so many images. The rows of omitted images drop out where no other file
  /// shares them; each other row has at least one image that may be a result.
  func neighbours(for count: Int) -> Int { min(count, vectors.record.rowCount) + omitted.count }

  /// By what is searched.
  var searched: SearchableVectors { exactly ? vectors.exact ?? vectors.vectors : vectors.vectors }

  /// What the index is asked for, where so many neighbours are wanted.
  func options(neighbours: Int) -> SearchOptions {
    var options = SearchOptions(
      skipping: vectors.holes, only: filter?.rows, threads: threads,
      effort: searched.searched.effort(k: neighbours))
    options.includingTies = true
    return options
  }

  /// The nearest images, best first; equal similarities are ordered by path.
  func nearest(to vector: [Float], count: Int) throws -> [Hit] {
    let wanted = neighbours(for: count)
    let found = try searched.index.search(vector, k: wanted, options: options(neighbours: wanted))
    return images(of: found, count: count)
  }

  /// The images of neighbours that an index has found.
  func images(of neighbors: [Neighbor], count: Int) -> [Hit] {
    var hits: [Hit] = []
    hits.reserveCapacity(neighbors.count)
    for neighbor in neighbors {
      // Rounding may lead a hair beyond 1.
      let similarity = min(1, max(-1, neighbor.similarity))
      for place in vectors.images(ofRow: neighbor.row).lazy.map(Int.init) where !omitted.contains(place) {
        if let filter, !filter.places.contains(place) { continue }
        hits.append(Hit(row: neighbor.row, place: place, similarity: similarity))
      }
    }
    // Places are in the order of paths.
    hits.sort { $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.place < $1.place }
    return Array(hits.prefix(count))
  }

  /// The number of images that may be results.
  var count: Int {
    guard let filter else { return vectors.allImages - omitted.count }
    return filter.images - omitted.count { filter.places.contains($0) }
  }

  /// The nearest images of different content, for a query that is to be expanded by them.
  func expanding(_ query: [Float], by count: Int) throws -> [Float] {
    let wanted = min(count, vectors.record.rowCount)
    var images = wanted
    var nearest: [Hit] = []
    while true {
      let hits = try self.nearest(to: query, count: images)
      var seen = RowSet()
      nearest = hits.filter { hit in
        defer { seen.insert(hit.row) }
        return !seen.contains(hit.row)
      }
      if nearest.count >= wanted || hits.count < images { break }
      images *= 2
    }
    let neighbours = nearest.prefix(wanted).map { (vectors.compared($0.row), $0.similarity) }
    return try QueryVector.expanding(query, by: neighbours)
  }
}
