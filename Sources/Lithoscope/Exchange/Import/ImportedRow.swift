import Catalog

/// One row of a file of vectors.
struct ImportedRow {
  /// The path that it gives its image; nil where it gives none.
  let path: String?
  /// The digest that it gives its image.
  let digest: ContentDigest?
  var vector: [Float]
  /// Where it stands, counted from 1.
  let line: Int

  /// What to call it: its image, or its line.
  var name: String { path ?? digest.map { "\($0)" } ?? "line \(line)" }
}
