import Glibc

/// The first page of a file that was made from vectors: what it is, its numbers, and which vectors those were.
///
/// 8 bytes of a name, then 64-bit little-endian numbers: the version, the numbers that belong to the kind of file, and
/// four words of the vectors' fingerprint.
struct IndexHeader: Equatable {
  /// Bytes of the page.
  static let bytes = 4096

  /// Eight ASCII characters.
  let name: String
  let version: Int
  let numbers: [Int]
  let fingerprint: [UInt8]

  private static let nameBytes = 8
  static let fingerprintBytes = 32
  private static let word = MemoryLayout<Int>.size

  /// Writes the header to the start of a file.
  func write(to start: UnsafeMutableRawPointer) {
    for (place, byte) in name.utf8.prefix(Self.nameBytes).enumerated() {
      start.storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
    }
    for (place, number) in ([version] + numbers).enumerated() {
      start.storeBytes(of: number, toByteOffset: Self.nameBytes + place * Self.word, as: Int.self)
    }
    let after = Self.nameBytes + (1 + numbers.count) * Self.word
    for (place, byte) in fingerprint.enumerated() {
      start.storeBytes(of: byte, toByteOffset: after + place, as: UInt8.self)
    }
  }

  /// Reads the header of a mapped file.
  ///
  /// - Parameters:
  ///   - count: how many numbers files of this kind have.
  ///   - what: the kind in words, with its article.
  /// - Throws: `IndexFileError.foreign`, `.unsupported` or `.wrongSize`.
  init(
    _ memory: MappedMemory, name: String, version: Int, numbers count: Int, path: String, what: String
  ) throws(IndexFileError) {
    guard memory.bytes >= Self.bytes else {
      throw .wrongSize(path: path, bytes: memory.bytes, expected: Self.bytes)
    }
    guard memcmp(memory.start, name, Self.nameBytes) == 0 else { throw .foreign(path: path, expected: what) }
    func number(_ place: Int) -> Int {
      memory.start.load(fromByteOffset: Self.nameBytes + place * Self.word, as: Int.self)
    }
    guard number(0) == version else {
      throw .unsupported(path: path, what: "version \(number(0))")
    }
    self.name = name
    self.version = version
    numbers = (1...count).map(number)
    let after = Self.nameBytes + (1 + count) * Self.word
    fingerprint = (0..<Self.fingerprintBytes).map {
      memory.start.load(fromByteOffset: after + $0, as: UInt8.self)
    }
  }

  init(name: String, version: Int, numbers: [Int], fingerprint: [UInt8]) {
    self.name = name
    self.version = version
    self.numbers = numbers
    self.fingerprint = fingerprint
  }
}
