import Foundation
import Lithoscope

/// What is known of one image.
struct ImageAnswer: Encodable {
  let id: Int64
  let path: String
  @Nullable var label: String?
  let width: Int
  let height: Int
  let format: String
  let bytes: Int64
  /// When the file was last modified, after ISO 8601 in UTC.
  let modified: String
  let exif: [String: String]
  /// Numbers of other images with the same bytes.
  let sameContent: [Int64]

  init(_ place: Int, in snapshot: CollectionSnapshot) {
    let image = snapshot.images[place]
    id = image.id
    path = image.path
    _label = Nullable(wrappedValue: image.label)
    width = image.width
    height = image.height
    format = image.format
    bytes = image.bytes
    modified = Date(timeIntervalSince1970: Double(image.modified)).formatted(.iso8601)
    exif = image.exif
    sameContent = snapshot.copies(of: place).map { snapshot.images[$0].id }
  }
}
