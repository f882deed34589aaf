import Catalog
import Foundation

/// What made exported vectors, written beside them so that an import can tell whether they fit: a small JSON object
/// in `NAME.descriptor.json`.
struct VectorsOrigin: Codable, Equatable {
  /// The stamp of the vectors; see `DescriptorStamp`.
  struct Stamp: Codable, Equatable {
    let dimension: Int
    let modelDigest: String
    let precision: String
    let preprocessing: String
    let version: Int
  }

  /// The descriptor's name.
  let descriptor: String
  /// Whether these are the vectors as searches compare them, whitened, and not those that were computed.
  let compared: Bool
  /// Rows.
  let images: Int
  let stamp: Stamp

  /// A larger file says something else.
  private static let mostBytes: Int64 = 64 << 10

  init(_ record: DescriptorRecord, compared: Bool, images: Int) {
    descriptor = record.name
    self.compared = compared
    self.images = images
    stamp = Stamp(
      dimension: record.stamp.dimension, modelDigest: record.stamp.modelDigest,
      precision: record.stamp.precision, preprocessing: record.stamp.preprocessing,
      version: record.stamp.version)
  }

  /// Reads what an export wrote; nil where there is no such file.
  ///
  /// - Throws: ``ImportError/badOrigin(path:)``, ``ImportError/unreadable(path:reason:)``.
  init?(path: String) throws(ImportError) {
    guard let reading = try FileReading(path: path, mayBeMissing: true) else { return nil }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard reading.size <= Self.mostBytes,
      let origin = try? decoder.decode(Self.self, from: Data(try reading.next(Int(reading.size)))),
      origin.stamp.dimension >= 1, origin.images >= 0
    else { throw .badOrigin(path: path) }
    self = origin
  }

  /// The stamp as a catalog keeps it.
  var descriptorStamp: DescriptorStamp {
    DescriptorStamp(
      dimension: stamp.dimension, modelDigest: stamp.modelDigest, preprocessing: stamp.preprocessing,
      precision: stamp.precision, version: stamp.version)
  }

  /// The file's text; equal origins are equal bytes.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
