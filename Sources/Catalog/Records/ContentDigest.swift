/// The SHA-256 of a file's bytes: what makes two files the same content, whatever their names.
public struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
  /// The number of bytes in a digest.
  public static let byteCount = 32

  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of these bytes, or `nil` unless there are 32 of them.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = [UInt64](repeating: 0, count: 4)
    for (index, byte) in bytes.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
    }
  }

  /// The 64 hexadecimal digits, in lower case.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether both digests have the same bytes.
  public static func == (first: ContentDigest, second: ContentDigest) -> Bool {
    first.words == second.words
  }

  /// Hashes the first 8 bytes, which are as random as all of them.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
  }
}
