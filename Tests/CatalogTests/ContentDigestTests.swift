import Catalog
import Testing

@Suite struct ContentDigestTests {
  @Test func keepsItsBytes() throws {
    let bytes = (0..<32).map { UInt8($0 * 8 + 1) }
    let digest = try #require(ContentDigest(bytes))
    #expect(digest.bytes == bytes)
    #expect(digest.description.hasPrefix("0109111921"))
    #expect(digest.description.count == 64)
    #expect(digest == ContentDigest(bytes))
    for index in 0..<32 {
      var other = bytes
      other[index] ^= 1
      #expect(digest != ContentDigest(other))
    }
  }

  @Test func hasThirtyTwoBytes() {
    #expect(ContentDigest([UInt8](repeating: 0, count: 31)) == nil)
    #expect(ContentDigest([UInt8](repeating: 0, count: 33)) == nil)
    #expect(ContentDigest([]) == nil)
  }
}
