/// Damages bytes, the same way each time.
struct SeededBytes {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ limit: Int) -> Int {
    // xorshift64* (Vigna, 2016).
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int(((state &* 2_685_821_657_736_338_717) >> 33) % UInt64(limit))
  }

  /// Bytes with up to four of them changed, taken out, repeated, or all behind one cut off.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) where !bytes.isEmpty {
      let place = below(bytes.count)
      switch below(6) {
      case 0: bytes[place] = UInt8(below(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(below(256)), at: place)
      case 3: bytes.removeSubrange(place...)
      case 4:
        let end = min(bytes.count, place + 1 + below(40))
        bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count))
      default: bytes[place] ^= 1 << UInt8(below(8))
      }
    }
    return bytes
  }
}
