/// Reads one message of the protocol buffer wire format, field by field, never beyond its bytes
/// (<https://protobuf.dev/programming-guides/encoding/>).
struct ProtobufReader {
  struct Failure: Error { let reason: String }

  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    /// A string, bytes, a message or packed numbers. It points into the message that was read.
    case bytes(UnsafeRawBufferPointer)
  }

  struct Field {
    let number: UInt64
    let value: Value
  }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next field, or nil at the end of the message.
  mutating func next() throws(Failure) -> Field? {
    guard position < bytes.count else { return nil }
    let key = try varint()
    let number = key >> 3
    guard number > 0 else { throw Failure(reason: "a field has the number 0") }
    switch key & 7 {
    case 0: return Field(number: number, value: .varint(try varint()))
    case 1: return Field(number: number, value: .fixed64(UInt64(littleEndian: try fixed())))
    case 2: return Field(number: number, value: .bytes(try lengthDelimited()))
    case 5: return Field(number: number, value: .fixed32(UInt32(littleEndian: try fixed())))
    default: throw Failure(reason: "a field has the unknown wire type \(key & 7)")
    }
  }

  /// The numbers of a packed field.
  static func packedVarints(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(Failure) -> [UInt64] {
    var reader = ProtobufReader(bytes)
    var values: [UInt64] = []
    while reader.position < bytes.count {
      guard values.count < limit else { throw Failure(reason: "a list has more than \(limit) numbers") }
      values.append(try reader.varint())
    }
    return values
  }

  private mutating func varint() throws(Failure) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard position < bytes.count else { throw Failure(reason: "it ends inside a number") }
      let byte = UInt64(bytes[position])
      position += 1
      // The tenth byte has room for one bit.
      guard shift < 63 || byte <= 1 else { throw Failure(reason: "a number is beyond 64 bits") }
      value |= (byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw Failure(reason: "a number is beyond 64 bits")
  }

  private mutating func fixed<Number: FixedWidthInteger & BitwiseCopyable>() throws(Failure) -> Number {
    let size = MemoryLayout<Number>.size
    guard bytes.count - position >= size else { throw Failure(reason: "it ends inside a number") }
    defer { position += size }
    return bytes.loadUnaligned(fromByteOffset: position, as: Number.self)
  }

  private mutating func lengthDelimited() throws(Failure) -> UnsafeRawBufferPointer {
    let length = try varint()
    guard length <= UInt64(bytes.count - position) else {
      throw Failure(reason: "a field claims \(length) bytes and \(bytes.count - position) are left")
    }
    defer { position += Int(length) }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + Int(length)])
  }
}
