import Glibc

/// The path of an image below the collection's root, such as `schist/IMG 0042.jpg`.
///
/// Paths are equal when their UTF-8 bytes are. Swift's strings are equal when they look the same, but a
/// file system may hold `é` as one code point beside `é` as two, and these are two files. The order is
/// that of the bytes as well, and does not depend on the locale.
public struct RelativePath: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The path as text, with `/` between its components.
  public let string: String

  /// The path, or `nil` where the text leads out of the root or names no file: it is empty or absolute, has
  /// an empty component, `.` or `..`, or a NUL.
  public init?(_ string: String) {
    var path = string
    path.makeContiguousUTF8()
    guard Self.staysBelowTheRoot(path.utf8) else { return nil }
    self.string = path
  }

  /// The path as text.
  public var description: String { string }

  /// Whether the bytes of both paths are the same.
  public static func == (first: RelativePath, second: RelativePath) -> Bool {
    first.compare(second) == 0
  }

  /// Whether the first path comes before the second in the order of their bytes.
  public static func < (first: RelativePath, second: RelativePath) -> Bool {
    first.compare(second) < 0
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  private func compare(_ other: RelativePath) -> Int {
    withBytes { mine in
      other.withBytes { theirs in
        let shared = min(mine.count, theirs.count)
        if shared > 0, let first = mine.baseAddress, let second = theirs.baseAddress {
          let order = memcmp(first, second, shared)
          if order != 0 { return Int(order) }
        }
        return mine.count - theirs.count
      }
    }
  }

  private func withBytes<Output>(_ body: (UnsafeBufferPointer<UInt8>) -> Output) -> Output {
    // The string was made contiguous at the beginning; the copy is for the compiler.
    string.utf8.withContiguousStorageIfAvailable(body) ?? Array(string.utf8).withUnsafeBufferPointer(body)
  }

  private static func staysBelowTheRoot(_ bytes: String.UTF8View) -> Bool {
    let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
    var length = 0
    var dots = 0
    for byte in bytes {
      if byte == slash {
        if length == 0 || (length == dots && dots <= 2) { return false }
        (length, dots) = (0, 0)
      } else if byte == 0 {
        return false
      } else {
        length += 1
        if byte == dot { dots += 1 }
      }
    }
    return length > 0 && !(length == dots && dots <= 2)
  }
}
