import Testing

@testable import VectorSearch

@Suite("Encoded whitenings")
struct WhiteningEncodingTests {
  let whitening: Whitening

  init() throws { whitening = try #require(try DominatedVectors(count: 100).fitted()) }

  @Test("What was encoded is read back as it was")
  func roundTrip() throws {
    let again = try #require(Whitening(encoded: whitening.encoded))
    #expect(again == whitening)
    #expect(again.layout == DominatedVectors.layout)
    #expect(again.dimension == 36)
  }

  @Test("Bytes that are cut off, too many or of another version are refused")
  func damaged() {
    let bytes = whitening.encoded
    for length in 0..<bytes.count { #expect(Whitening(encoded: Array(bytes.prefix(length))) == nil) }
    #expect(Whitening(encoded: bytes + [0]) == nil)
    #expect(Whitening(encoded: bytes + [0, 0, 0, 0]) == nil)
    #expect(Whitening(encoded: [0x4C, 0x57, 0x68, 2] + bytes.dropFirst(4)) == nil)
  }

  @Test("Sizes and numbers beyond their bounds are refused")
  func bounds() {
    // The words after the signature: components, then columns, directions, weight, the mean…
    func changed(_ word: Int, to value: UInt32) -> Whitening? {
      var bytes = whitening.encoded
      for place in 0..<4 {
        bytes[4 + 4 * word + place] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(place)))
      }
      return Whitening(encoded: bytes)
    }
    #expect(changed(0, to: 2) == whitening)
    for count: UInt32 in [0, 1, 3, 65, .max] { #expect(changed(0, to: count) == nil) }
    for columns: UInt32 in [0, 23, 25, 65_536, 1 << 31, .max] { #expect(changed(1, to: columns) == nil) }
    for directions: UInt32 in [0, 2, 11, .max] { #expect(changed(2, to: directions) == nil) }
    for weight: Float in [0, -1, .nan, .infinity] { #expect(changed(3, to: weight.bitPattern) == nil) }
    for mean: Float in [.nan, -.infinity, 3] { #expect(changed(4, to: mean.bitPattern) == nil) }
    for reduction: Float in [-0.1, 1.1, .nan] { #expect(changed(28, to: reduction.bitPattern) == nil) }
    for number: Float in [2, .nan] { #expect(changed(29, to: number.bitPattern) == nil) }
  }

  @Test("No change of a single byte does harm")
  func anyByte() {
    let bytes = whitening.encoded
    let vector = [Float](repeating: 1, count: 36)
    for place in bytes.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var other = bytes
        other[place] ^= mask
        guard let read = Whitening(encoded: other) else { continue }
        #expect(read.dimension == 36 && read.apply(vector).allSatisfy(\.isFinite))
      }
    }
  }
}
