import Catalog
import Glibc
import VectorSearch

/// Reading catalog and vector files together.
enum VectorReading {
  /// Between the two somebody may have put another vector file in the place of the one that the catalog
  /// named: then both are read once more.
  static func read<Output>(_ catalog: Catalog, _ body: (CatalogReader) throws -> Output) throws -> Output {
    let attempts = 5
    for _ in 1..<attempts {
      do { return try catalog.read(body) } catch VectorFileError.system(_, _, ENOENT) { continue }
    }
    return try catalog.read(body)
  }
}
