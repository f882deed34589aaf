extension Safetensors {
  /// What follows a file's own name in that of an unfinished one.
  package static let temporaryInfix = ".tmp-"

  /// Writes the tensors in their order, with ``Weights/metadata``, one after the other: under a temporary
  /// name first, so that the file at `path` is at any moment the old one or the whole new one.
  ///
  /// - Throws: ``WeightsError/unwritable(path:reason:)``; then nothing is left behind.
  public static func write(_ weights: Weights, to path: String) throws {
    let file = try AtomicFile(path: path)
    try write(weights) { try file.append($0) }
    try file.commit()
  }

  /// The whole file, piece by piece.
  static func write(_ weights: Weights, append: (UnsafeRawBufferPointer) throws -> Void) throws {
    try header(for: weights).withUnsafeBytes(append)
    for tensor in weights.tensors { try tensor.withUnsafeBytes(append) }
  }

  /// The length field and the JSON, padded with spaces so that the numbers begin at ``dataAlignment``.
  private static func header(for weights: Weights) -> [UInt8] {
    var members: [String] = []
    if !weights.metadata.isEmpty {
      let pairs = weights.metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\(quoted(SafetensorsHeader.metadataKey)):{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in weights.tensors {
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      let end = offset + tensor.byteCount
      members.append(
        "\(quoted(tensor.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var json = Array("{\(members.joined(separator: ","))}".utf8)
    while (lengthFieldBytes + json.count) % dataAlignment != 0 { json.append(UInt8(ascii: " ")) }
    return withUnsafeBytes(of: UInt64(json.count).littleEndian, Array.init) + json
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..."\u{1F}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
