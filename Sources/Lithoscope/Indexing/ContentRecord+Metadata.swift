import Catalog
import Foundation
import Imaging

extension ContentRecord {
  /// A content as its decoder described it.
  init(_ digest: ContentDigest, _ metadata: ImageMetadata) {
    self.init(
      digest: digest, width: metadata.width, height: metadata.height, format: metadata.format.rawValue,
      exif: metadata.exif.isEmpty ? nil : Self.json(metadata.exif))
  }

  private static func json(_ fields: [String: String]) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(fields)).map { String(decoding: $0, as: UTF8.self) }
  }
}
