import Foundation
import VectorSearch

/// Vectors as rows of little-endian f32 without a header.
enum FloatFile {
  /// The rows, mapped.
  static func matrix(_ path: String, dimension: Int) throws -> VectorMatrix {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    return try VectorMatrix(
      path: path, dimension: dimension, rows: size / (dimension * MemoryLayout<Float>.size))
  }
}
