/// Alterations of a file as they come about by accident or on purpose.
enum Mutation {
  static func of(_ bytes: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
    var altered = bytes
    switch Int.random(in: 0..<8, using: &generator) {
    case 0:
      altered.removeLast(Int.random(in: 1...min(bytes.count, 300), using: &generator))
    case 1:
      altered += (0..<Int.random(in: 1...300, using: &generator)).map { UInt8(truncatingIfNeeded: $0) }
    case 2, 3:
      // The header's numbers.
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        altered[Int.random(in: 0..<80, using: &generator)] = .random(in: 0...255, using: &generator)
      }
    case 4:
      let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
    default:
      // Whole words behind the header.
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        let place = Int.random(in: 1024..<bytes.count / 4, using: &generator) * 4
        let word: UInt32 =
          [0, 1, 149, 150, .max - 1, .random(in: 0...200, using: &generator)].randomElement(
            using: &generator) ?? 0
        for byte in 0..<4 { altered[place + byte] = UInt8(truncatingIfNeeded: word >> UInt32(8 * byte)) }
      }
    }
    return altered
  }
}
