import Foundation
import Testing

/// Copies of the user's `vgg16.safetensors`, to be spoiled.
struct InstalledWeights {
  /// Bytes of the length that begins a safetensors file.
  private static let lengthSize = 8

  let path: String

  /// A copy in the workplace's model folder.
  init(in place: Workplace) throws {
    path = "\(place.models)/vgg16.safetensors"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: SharedFolder.weights, toPath: path)
  }

  /// Cuts the file to a part of its length.
  func truncate(to part: Double) throws {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.truncate(atOffset: UInt64(Double(try #require(size)) * part))
    try file.close()
  }

  /// Flips the lowest bit of a byte in the middle of a tensor whose name begins with `layer`.
  func flipBit(of layer: String) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let header = try header(file)
    let object = try JSONSerialization.jsonObject(with: header) as? [String: Any] ?? [:]
    let name = try #require(object.keys.filter { $0.hasPrefix(layer) && $0.contains("kernel") }.first)
    let tensor = try #require(object[name] as? [String: Any])
    let offsets = try #require(tensor["data_offsets"] as? [Int])
    let place = UInt64(Self.lengthSize + header.count + (offsets[0] + offsets[1]) / 2)
    try file.seek(toOffset: place)
    let byte = try #require(try file.read(upToCount: 1)?.first)
    try file.seek(toOffset: place)
    try file.write(contentsOf: [byte ^ 1])
    try file.close()
  }

  /// Replaces text in the header by text of the same length, the first behind `name`.
  func replace(_ old: String, with new: String, behind name: String) throws {
    precondition(old.utf8.count == new.utf8.count)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let header = try header(file)
    let start = try #require(header.range(of: Data(name.utf8))).upperBound
    let range = try #require(header.range(of: Data(old.utf8), in: start..<header.endIndex))
    try file.seek(toOffset: UInt64(Self.lengthSize + range.lowerBound - header.startIndex))
    try file.write(contentsOf: Data(new.utf8))
    try file.close()
  }

  private func header(_ file: FileHandle) throws -> Data {
    let length = try #require(try file.read(upToCount: Self.lengthSize))
    let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
    return try #require(try file.read(upToCount: count))
  }
}
