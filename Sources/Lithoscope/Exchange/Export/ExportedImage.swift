import Catalog
import Foundation

/// What is known of an image, as it leaves the collection.
struct ExportedImage {
  let record: ImageRecord
  /// EXIF fields; see `ExifKey`.
  let exif: [String: String]

  /// - Parameter exif: a JSON object of texts, as the catalog has it; what is none counts as nothing.
  init(_ record: ImageRecord, exif: String?) {
    self.record = record
    self.exif = Self.fields(exif)
  }

  /// EXIF fields as the catalog has them.
  static func fields(_ json: String?) -> [String: String] {
    json.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) } ?? [:]
  }
}
