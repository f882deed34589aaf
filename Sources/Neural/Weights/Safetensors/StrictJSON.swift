/// A reader of the little JSON that safetensors headers are made of: objects, strings and arrays of
/// non-negative whole numbers. It never recurses, so no header can exhaust the stack.
struct StrictJSON {
  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads `{"key": …, …}`; `member` reads each value.
  mutating func object(
    _ member: (inout StrictJSON, String) throws(Failure) -> Void
  ) throws(Failure) {
    try expect("{")
    if accept("}") { return }
    repeat {
      let key = try string()
      try expect(":")
      try member(&self, key)
    } while accept(",")
    try expect("}")
  }

  /// Reads `[1, 2, …]` of at most `limit` numbers.
  mutating func integers(limit: Int) throws(Failure) -> [Int] {
    var values: [Int] = []
    try expect("[")
    if accept("]") { return values }
    repeat {
      guard values.count < limit else { throw failure("more than \(limit) numbers") }
      values.append(try integer())
    } while accept(",")
    try expect("]")
    return values
  }

  /// Reads a string, with JSON's escapes.
  mutating func string() throws(Failure) -> String {
    try expect("\"")
    var units: [UInt8] = []
    while true {
      guard position < bytes.count else { throw failure("a string does not end") }
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: units, as: UTF8.self) else {
          throw failure("a string is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"):
        units.append(contentsOf: try escape())
      case 0..<0x20:
        throw failure("a control character in a string")
      default:
        units.append(byte)
      }
    }
  }

  /// Only white space may follow.
  mutating func end() throws(Failure) {
    skipSpace()
    guard position == bytes.count else { throw failure("something follows the header's last brace") }
  }

  private mutating func integer() throws(Failure) -> Int {
    skipSpace()
    let start = position
    var value = 0
    while position < bytes.count, let digit = digit(bytes[position]) {
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = tens.addingReportingOverflow(digit)
      guard !over, !more else { throw failure("a number beyond 64 bits") }
      guard position == start || value > 0 else { throw failure("a number with a leading zero") }
      value = sum
      position += 1
    }
    guard position > start else { throw failure("a whole number is missing") }
    return value
  }

  private func digit(_ byte: UInt8) -> Int? {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte ? Int(byte - UInt8(ascii: "0")) : nil
  }

  private mutating func escape() throws(Failure) -> [UInt8] {
    guard position < bytes.count else { throw failure("a string does not end") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw failure("an unknown escape in a string")
    }
  }

  /// The four digits after `\u`, with the second half of a surrogate pair where one is due.
  private mutating func unicodeEscape() throws(Failure) -> [UInt8] {
    var units = [try codeUnit()]
    if UTF16.isLeadSurrogate(units[0]) {
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { throw failure("half a surrogate pair in a string") }
      position += 2
      units.append(try codeUnit())
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw failure("half a surrogate pair in a string")
    }
    return Array(text.utf8)
  }

  private mutating func codeUnit() throws(Failure) -> UInt16 {
    guard bytes.count - position >= 4 else { throw failure("a string does not end") }
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue, bytes[position] < 0x80
      else {
        throw failure("an unknown escape in a string")
      }
      value = value << 4 | UInt16(digit)
      position += 1
    }
    return value
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
    guard accept(character) else { throw failure("\(String(character).debugDescription) is missing") }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private func failure(_ what: String) -> Failure { Failure("\(what), at byte \(position)") }
}
