import Catalog
import VectorSearch

/// A collection's images by their similarity to a vector, as far as they may be results. Valid only inside of the
/// read that it was made in.
struct RankedImages {
  /// An image and how similar it is.
  struct Hit {
    let row: Int
    let similarity: Float
    let image: ImageRecord
  }

  let vectors: SearchableVectors
  let record: DescriptorRecord
  let reader: CatalogReader
  /// nil where every image may be a result.
  let filter: ResolvedFilter?
  /// Images that are never results: those of the query itself.
  let omitted: Set<RelativePath>

  /// The nearest images, best first; equal similarities are ordered by path. Fewer than `count` only where
  /// fewer may be results. An approximate index may miss some, also among equals.
  func nearest(to vector: [Float], count: Int) throws -> [Hit] {
    var options = SearchOptions(
      skipping: RowSet(try reader.holes(of: record.id), below: record.rowCount), only: filter?.rows)
    options.includingTies = true
    // More than asked for: the rows of omitted images drop out where no other file shares them. Each other row
    // has at least one image that may be a result.
    let wanted = min(count, record.rowCount) + omitted.count
    options.effort = vectors.searched.effort(k: wanted)
    let neighbors = try vectors.index.search(vector, k: wanted, options: options)
    let images = try reader.images(forRows: neighbors.map(\.row), descriptor: record.id)

    var hits: [Hit] = []
    for neighbor in neighbors {
      for image in images[neighbor.row] ?? [] where !omitted.contains(image.path) {
        if let filter, try !filter.passes(image) { continue }
        // Rounding may lead a hair beyond 1.
        let similarity = min(1, max(-1, neighbor.similarity))
        hits.append(Hit(row: neighbor.row, similarity: similarity, image: image))
      }
    }
    hits.sort {
      $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.image.path < $1.image.path
    }
    return Array(hits.prefix(count))
  }

  /// The number of images that may be results.
  func count() throws -> Int {
    guard let filter else { return try reader.counts().images - omitted.count }
    // Omitted images are members, of which the filter has counted those that pass.
    return try filter.images
      - omitted.count { path in try reader.image(at: path).map(filter.passes) ?? false }
  }
}
