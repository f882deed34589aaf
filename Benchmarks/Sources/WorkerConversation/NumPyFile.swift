import Foundation

/// NumPy's `.npy` format 1.0 for little-endian numbers in C order, as far as the benchmarks use it.
public enum NumPyFile {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]

  /// The shape and the values of a file of f32.
  public static func read(_ path: String) throws -> (shape: [Int], values: [Float]) {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let headerLength = Int(data[8]) | Int(data[9]) << 8
    let header = String(decoding: data[10..<10 + headerLength], as: UTF8.self)
    guard let start = header.range(of: "'shape': (")?.upperBound,
      let end = header[start...].firstIndex(of: ")")
    else { return ([], []) }
    let shape = header[start..<end].split(separator: ",").compactMap { Int($0.filter(\.isNumber)) }
    let values = data.dropFirst(10 + headerLength).withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
    }
    return (shape, values)
  }

  /// Writes values of a shape as f32.
  public static func write(_ values: [Float], shape: [Int], to path: String) throws {
    try values.withUnsafeBytes { try write($0, type: "<f4", shape: shape, to: path) }
  }

  /// Writes values of a shape as 64-bit integers.
  public static func write(_ values: [Int64], shape: [Int], to path: String) throws {
    try values.withUnsafeBytes { try write($0, type: "<i8", shape: shape, to: path) }
  }

  private static func write(_ values: UnsafeRawBufferPointer, type: String, shape: [Int], to path: String)
    throws
  {
    // A tuple of one number has a comma too.
    let sizes = shape.map { "\($0)," }.joined(separator: " ")
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }"
    // The numbers begin at a multiple of 64 bytes.
    while (header.utf8.count + 11) % 64 != 0 { header += " " }
    header += "\n"
    var data = Data(magic)
    data.append(contentsOf: [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)])
    data.append(contentsOf: Array(header.utf8))
    data.append(contentsOf: values)
    try data.write(to: URL(fileURLWithPath: path))
  }
}
