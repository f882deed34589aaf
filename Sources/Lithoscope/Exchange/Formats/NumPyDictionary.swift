/// Reads the one Python dictionary that NumPy writes into its headers, such as
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 512), }`, and nothing else of Python.
struct NumPyDictionary {
  struct Content {
    var type = ""
    var isFortran = false
    var shape: [Int] = []
  }

  /// NumPy's arrays have at most so many dimensions.
  private static let mostDimensions = 64
  /// No array has longer sides; products are checked where they are made.
  private static let mostDigits = 15

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The three entries, in any order.
  mutating func read() throws(NumPyProblem) -> Content {
    var content = Content()
    var seen: Set<String> = []
    try expect("{")
    while !take("}") {
      let key = try text()
      guard seen.insert(key).inserted else { throw .damaged }
      try expect(":")
      switch key {
      case "descr": content.type = try type()
      case "fortran_order": content.isFortran = try truth()
      case "shape": content.shape = try shape()
      default: throw .damaged
      }
      if !take(",") {
        try expect("}")
        break
      }
    }
    skipBlanks()
    guard position == bytes.count, seen.count == 3 else { throw .damaged }
    return content
  }

  /// The type of the numbers; that of records is a list, which is no type of ours.
  private mutating func type() throws(NumPyProblem) -> String {
    skipBlanks()
    if position < bytes.count, bytes[position] == UInt8(ascii: "[") { throw .notFloats("records") }
    return try text()
  }

  private mutating func truth() throws(NumPyProblem) -> Bool {
    skipBlanks()
    for (word, value) in [("True", true), ("False", false)] where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw .damaged
  }

  private mutating func shape() throws(NumPyProblem) -> [Int] {
    var sides: [Int] = []
    try expect("(")
    while !take(")") {
      guard sides.count < Self.mostDimensions else { throw .damaged }
      sides.append(try number())
      if !take(",") {
        try expect(")")
        break
      }
    }
    return sides
  }

  private mutating func number() throws(NumPyProblem) -> Int {
    skipBlanks()
    let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...Self.mostDigits).contains(digits.count),
      let value = Int(String(decoding: digits, as: UTF8.self))
    else { throw .damaged }
    position += digits.count
    // Python 2 marked long integers.
    if position < bytes.count, bytes[position] == UInt8(ascii: "L") { position += 1 }
    return value
  }

  /// A text in quotes of either kind, without escapes.
  private mutating func text() throws(NumPyProblem) -> String {
    skipBlanks()
    guard position < bytes.count else { throw .damaged }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { throw .damaged }
    let content = bytes[(position + 1)...].prefix { $0 != quote && $0 != UInt8(ascii: "\\") }
    let end = position + 1 + content.count
    guard end < bytes.count, bytes[end] == quote else { throw .damaged }
    position = end + 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func expect(_ mark: Character) throws(NumPyProblem) {
    guard take(mark) else { throw .damaged }
  }

  private mutating func take(_ mark: Character) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == mark.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x0A, 0x09].contains(bytes[position]) { position += 1 }
  }
}
