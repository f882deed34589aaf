import Catalog
import Foundation
import VectorSearch

/// How a collection wants to be searched.
extension ImageCollection {
  private static let indexProperty = "index"

  /// Keeps the settings with the collection.
  static func remember(_ settings: IndexSettings, in catalog: Catalog) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try catalog.setProperty(
      indexProperty, to: String(decoding: try encoder.encode(settings), as: UTF8.self))
  }

  /// The settings that a collection keeps; the defaults where it has none, or some that make no sense.
  static func indexSettings(_ reader: CatalogReader) throws -> IndexSettings {
    guard let text = try reader.property(indexProperty),
      let settings = try? JSONDecoder().decode(IndexSettings.self, from: Data(text.utf8)),
      (try? settings.check()) != nil
    else { return IndexSettings() }
    return settings
  }
}
