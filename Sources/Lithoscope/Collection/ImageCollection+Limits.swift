import Catalog
import Imaging

/// What an image of the collection may cost to decode. Who has raised the limit for indexing gets it for queries
/// and reports as well.
extension ImageCollection {
  private static let property = "max_pixels"
  /// No more is believed, whatever the catalog says: a hundred thousand megapixels.
  private static let mostPixels = 100_000_000_000

  /// Remembers the limits of an indexing run where they are above all before.
  static func remember(_ limits: DecodingLimits, in catalog: Catalog) throws {
    guard try limits.maxPixels > decodingLimits(catalog).maxPixels else { return }
    try catalog.setProperty(property, to: "\(limits.maxPixels)")
  }

  /// The limits for images of this collection and for queries to it: the highest that it was indexed with, and
  /// at least the usual ones.
  func decodingLimits(_ catalog: Catalog) throws -> DecodingLimits { try Self.decodingLimits(catalog) }

  /// The same; the usual limits where nothing can be read.
  var decodingLimits: DecodingLimits { (try? Self.decodingLimits(openCatalog())) ?? DecodingLimits() }

  static func decodingLimits(_ catalog: Catalog) throws -> DecodingLimits {
    try catalog.read { try decodingLimits($0) }
  }

  static func decodingLimits(_ reader: CatalogReader) throws -> DecodingLimits {
    let usual = DecodingLimits()
    let stored = try reader.property(property).flatMap { Int($0) } ?? 0
    return DecodingLimits(maxPixels: max(usual.maxPixels, min(stored, mostPixels)))
  }
}
