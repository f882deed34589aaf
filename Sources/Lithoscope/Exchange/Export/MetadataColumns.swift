import Imaging

/// The columns of a table that say what is known of an image: path, label and so on, and the EXIF fields that any
/// image has.
struct MetadataColumns {
  /// EXIF fields, in the order of `ExifKey`.
  private let exif: [String]

  /// - Parameter found: the EXIF fields of all images.
  init(exif found: Set<String>) { exif = ExifKey.allCases.map(\.rawValue).filter(found.contains) }

  /// The columns' names.
  var names: [String] { ["path", "label", "sha256", "width", "height", "format"] + exif }

  /// An image's fields; what is not known is empty.
  func fields(_ image: ExportedImage) -> [String] {
    let record = image.record
    return [
      record.path.string, record.label ?? "", "\(record.digest)", "\(record.width)", "\(record.height)",
      record.format,
    ] + exif.map { image.exif[$0] ?? "" }
  }
}
