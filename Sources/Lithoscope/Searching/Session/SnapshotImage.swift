import Catalog
import Foundation
import Imaging

/// An image of a collection as it was at one revision.
public struct SnapshotImage: Sendable {
  /// The number by which the collection knows the file.
  public let id: Int64
  /// Its content's number; files with the same bytes share it.
  let content: Int64
  /// What the catalog keeps of it.
  let record: ImageRecord
  /// EXIF fields as one JSON object, if there are any.
  let exifText: String?

  init(_ image: CatalogedImage) {
    id = image.id
    content = image.content
    record = image.record
    exifText = image.exif
  }

  /// Path relative to the collection's folder.
  public var path: String { record.path.string }
  /// Its class, if it has one.
  public var label: String? { record.label }
  /// Pixels across, upright.
  public var width: Int { record.width }
  /// Pixels down, upright.
  public var height: Int { record.height }
  /// The format that its bytes have, such as `jpeg`.
  public var format: String { record.format }
  /// The file's size in bytes.
  public var bytes: Int64 { record.stamp.byteSize }
  /// When the file was last modified, in seconds since 1970.
  public var modified: Int64 { record.stamp.modifiedNanoseconds / 1_000_000_000 }
  /// The SHA-256 of its bytes, 64 hexadecimal digits.
  public var digest: String { record.digest.description }

  /// Its EXIF fields by their names, such as `camera_model`.
  public var exif: [String: String] {
    exifText.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) } ?? [:]
  }

  /// Where it was taken, in degrees north and east (WGS 84), where its camera has written that.
  public var coordinates: (latitude: Double, longitude: Double)? {
    guard exifText != nil else { return nil }
    let fields = exif
    guard let latitude = fields[ExifKey.latitude.rawValue].flatMap(Double.init),
      let longitude = fields[ExifKey.longitude.rawValue].flatMap(Double.init),
      abs(latitude) <= 90, abs(longitude) <= 180
    else { return nil }
    return (latitude, longitude)
  }
}
