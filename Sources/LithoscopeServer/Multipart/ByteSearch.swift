import Glibc

/// Looks for lines in bytes.
enum ByteSearch {
  /// Where `needle` first stands in `body` at or behind a position; nil where it does not.
  ///
  /// It has to begin with a carriage return and hold no other one: then no byte is looked at more than twice, whatever
  /// the body is.
  static func first(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    let carriageReturn: UInt8 = 0x0D
    precondition(
      needle.first == carriageReturn && !needle.dropFirst().contains(carriageReturn), "a line's end")
    guard start >= 0 else { return nil }
    return body.withUnsafeBytes { body -> Int? in
      guard let base = body.baseAddress else { return nil }
      var position = start
      while position + needle.count <= body.count {
        guard let found = memchr(base + position, Int32(carriageReturn), body.count - position) else {
          return nil
        }
        let place = UnsafeRawPointer(found) - base
        guard place + needle.count <= body.count else { return nil }
        if memcmp(base + place, needle, needle.count) == 0 { return place }
        position = place + 1
      }
      return nil
    }
  }
}
