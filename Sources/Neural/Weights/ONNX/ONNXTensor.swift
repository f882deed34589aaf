/// A constant of an ONNX graph (`TensorProto`), its numbers still in the file.
struct ONNXTensor {
  /// The code of float32 among `TensorProto.DataType`.
  private static let float32: UInt64 = 1
  /// More dimensions than any layer has.
  private static let dimensionLimit = 8

  var name = ""
  private(set) var shape: [Int] = []
  private var type: UInt64 = 0
  private var raw: UnsafeRawBufferPointer?
  /// `float_data`, packed or one by one.
  private var pieces: [UnsafeRawBufferPointer] = []
  private var singles: [Float] = []
  private var isExternal = false

  init(_ message: UnsafeRawBufferPointer) throws(ProtobufReader.Failure) {
    var reader = ProtobufReader(message)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .varint(let dimension)): try append(dimension)
      case (1, .bytes(let packed)):
        for dimension in try ProtobufReader.packedVarints(packed, limit: Self.dimensionLimit) {
          try append(dimension)
        }
      case (2, .varint(let type)): self.type = type
      case (4, .bytes(let packed)): pieces.append(packed)
      case (4, .fixed32(let bits)): singles.append(Float(bitPattern: bits))
      case (8, .bytes(let name)): self.name = String(decoding: name, as: UTF8.self)
      case (9, .bytes(let raw)): self.raw = raw
      case (13, _): isExternal = true
      case (14, .varint(let location)): isExternal = isExternal || location != 0
      default: break
      }
    }
  }

  private mutating func append(_ dimension: UInt64) throws(ProtobufReader.Failure) {
    guard shape.count < Self.dimensionLimit, let dimension = Int(exactly: dimension) else {
      throw ProtobufReader.Failure(reason: "a tensor has impossible dimensions")
    }
    shape.append(dimension)
  }

  /// The number of elements that the shape needs; nil when it overflows.
  var count: Int? { WeightTensor.elementCount(of: shape) }

  /// Why the numbers cannot be read, or nil when all is well. Nothing is allocated before this is nil.
  var obstacle: String? {
    if isExternal { return "its numbers are in another file" }
    guard type == Self.float32 else {
      return "its type is number \(type) of ONNX's and only float32 (1) is read"
    }
    guard let count else { return "its dimensions \(shape) are beyond any memory" }
    let stored = raw?.count ?? pieces.reduce(singles.count * 4) { $0 + $1.count }
    guard stored == count * 4 else {
      return "it has \(stored) bytes and its shape \(shape) needs \(count * 4)"
    }
    return nil
  }

  /// The numbers, row-major.
  ///
  /// - Precondition: ``obstacle`` is nil.
  func values() -> [Float] {
    let sources = raw.map { [$0] } ?? pieces
    var values: [Float] = []
    values.reserveCapacity(count ?? 0)
    for source in sources {
      for offset in stride(from: 0, to: source.count - 3, by: 4) {
        let bits = source.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        values.append(Float(bitPattern: UInt32(littleEndian: bits)))
      }
    }
    return raw == nil ? values + singles : values
  }
}
