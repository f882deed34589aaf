import Catalog
import Imaging
import VectorSearch

/// What an import has to do: the folder and the catalog against the rows of the file.
struct ImportPlan {
  /// Contents that the catalog knows, with the rows that they get.
  private(set) var known: [(digest: ContentDigest, row: Int)] = []
  /// Files that are new or have changed, and may have a row.
  private(set) var unread: [FoundFile] = []
  /// Rows whose image was found.
  private(set) var found = RowSet()
  /// Images that get a vector of ``known``.
  private(set) var images = 0
  /// Images that had theirs before.
  private(set) var unchanged = 0
  /// Images without a row.
  private(set) var left = 0

  /// Stored vectors are the file's where the cosine is at least this: the same model gives a little other numbers
  /// on another processor.
  private static let sameCosine: Float = 0.999

  /// - Parameter stored: the vectors that the descriptor has.
  init(
    _ scan: FolderScan, _ catalog: Catalog, _ target: ImportTarget, _ vectors: ImportedVectors,
    stored: VectorMatrix
  ) throws {
    // Of images with the same bytes the first decides.
    var seen: Set<ContentDigest> = []
    try catalog.read { reader in
      for file in scan.files {
        guard let before = try reader.knownFile(at: file.path), before.stamp == file.stamp else {
          if vectors.mayKnow(file.path) {
            unread.append(file)
          } else if ImageFormat.isNamedLikeImage(file.path.string) {
            left += 1
          }
          continue
        }
        let has = try reader.row(forDigest: before.digest, descriptor: target.record.id)
        guard let row = vectors.row(before.digest, file.path) else {
          if has == nil { left += 1 }
          continue
        }
        found.insert(row)
        if let has {
          if seen.insert(before.digest).inserted {
            try Self.compare(stored.row(has), vectors.matrix.row(row), target, file.path)
          }
          unchanged += 1
        } else {
          if seen.insert(before.digest).inserted { known.append((before.digest, row)) }
          images += 1
        }
      }
    }
  }

  /// Refuses to mix the vectors of two models under one name.
  private static func compare(
    _ stored: [Float], _ imported: [Float], _ target: ImportTarget, _ path: RelativePath
  ) throws(ImportError) {
    guard target.record.stamp.isImported else { return }
    let cosine = zip(stored, imported).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    guard cosine >= sameCosine else { throw .otherVectors(name: target.record.name, image: path.string) }
  }
}
