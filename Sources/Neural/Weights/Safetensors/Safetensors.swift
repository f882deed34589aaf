/// The safetensors format: eight bytes of little-endian header length, a JSON header that gives each
/// tensor's type, shape and place, then the numbers (<https://github.com/huggingface/safetensors>).
///
/// The reader takes nothing on trust: the header is bounded, every tensor must lie inside the file,
/// follow the one before it without overlap or gap, and be as long as its shape says.
public enum Safetensors {
  /// The longest header that is read, in bytes. VGG16's is under 3 KiB.
  public static let headerLimit = 16 << 20

  /// The header's length stands in the first eight bytes.
  static let lengthFieldBytes = 8

  /// The numbers begin at a multiple of this many bytes (a cache line) in the files written here.
  static let dataAlignment = 64

  /// Maps the file and checks its form, not its numbers.
  ///
  /// - Throws: ``SafetensorsError``, or ``WeightsError/unreadable(path:reason:)``.
  public static func read(_ path: String) throws -> Weights {
    let file = try MappedFile(path: path)
    return try file.withUnsafeBytes { bytes in
      let header = try header(of: bytes, path: path)
      let dataStart = lengthFieldBytes + header.byteCount
      let tensors = try check(header.entries, dataBytes: bytes.count - dataStart, path: path).map { entry in
        let offset = dataStart + entry.begin
        // A foreign writer may leave the numbers where a float cannot be loaded from; those are copied.
        if offset % MemoryLayout<Float>.alignment == 0 {
          return WeightTensor(name: entry.name, shape: entry.shape, file: file, byteOffset: offset)
        }
        let values = [Float](
          unsafeUninitializedCapacity: (entry.end - entry.begin) / MemoryLayout<Float>.stride
        ) {
          buffer, count in
          UnsafeMutableRawBufferPointer(buffer).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes[offset..<dataStart + entry.end]))
          count = buffer.count
        }
        return WeightTensor(name: entry.name, shape: entry.shape, values: values)
      }
      return Weights(tensors: tensors, metadata: header.metadata, origin: path)
    }
  }

  /// The header's length, or nil when the file does not hold it or it is over the limit.
  static func headerLength(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= lengthFieldBytes else { return nil }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(headerLimit), Int(length) <= bytes.count - lengthFieldBytes else { return nil }
    return Int(length)
  }

  private static func header(of bytes: UnsafeRawBufferPointer, path: String) throws -> SafetensorsHeader {
    guard let length = headerLength(in: bytes) else {
      guard bytes.count >= lengthFieldBytes else { throw SafetensorsError.truncated(path: path) }
      let claimed = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
      if claimed > UInt64(headerLimit) {
        throw SafetensorsError.headerTooLong(path: path, bytes: claimed, limit: headerLimit)
      }
      throw SafetensorsError.truncated(path: path)
    }
    do {
      return try SafetensorsHeader(json: Array(bytes[lengthFieldBytes..<lengthFieldBytes + length]))
    } catch {
      throw SafetensorsError.malformedHeader(path: path, reason: error.description)
    }
  }

  /// The entries in the order of their bytes, each proven to lie where it may.
  private static func check(
    _ entries: [SafetensorsHeader.Entry], dataBytes: Int, path: String
  ) throws -> [SafetensorsHeader.Entry] {
    let sorted = entries.sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
    var position = 0
    for entry in sorted {
      guard entry.type == "F32" else {
        throw SafetensorsError.unsupportedType(path: path, tensor: entry.name, type: entry.type)
      }
      guard let count = WeightTensor.elementCount(of: entry.shape) else {
        throw SafetensorsError.shapeOverflow(path: path, tensor: entry.name)
      }
      guard entry.begin <= entry.end, entry.end <= dataBytes else {
        throw SafetensorsError.misplaced(
          path: path, tensor: entry.name,
          reason:
            "claims bytes \(entry.begin) to \(entry.end) of \(dataBytes), so the file is truncated or damaged"
        )
      }
      let needed = count * MemoryLayout<Float>.stride
      guard entry.end - entry.begin == needed else {
        throw SafetensorsError.sizeMismatch(
          path: path, tensor: entry.name, needed: needed, found: entry.end - entry.begin)
      }
      guard entry.begin == position else {
        throw SafetensorsError.misplaced(
          path: path, tensor: entry.name,
          reason: entry.begin < position
            ? "overlaps another" : "stands behind \(entry.begin - position) unused bytes")
      }
      position = entry.end
    }
    guard position == dataBytes else {
      throw SafetensorsError.trailingBytes(path: path, bytes: dataBytes - position)
    }
    return sorted
  }
}
