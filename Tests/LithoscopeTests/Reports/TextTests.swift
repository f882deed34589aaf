import Foundation
import Testing

@testable import Lithoscope

@Suite struct TextTests {
  @Test(
    "Decimals are those of printf, but halves go away from zero",
    arguments: [
      (0, 4, "0.0000"), (1, 4, "1.0000"), (-1, 4, "-1.0000"), (0.5, 0, "1"), (-0.5, 0, "-1"),
      (0.97305, 4, "0.9731"), (0.99996, 4, "1.0000"), (0.00004, 4, "0.0000"), (-0.00004, 4, "0.0000"),
      (12.345678, 2, "12.35"), (0.05, 2, "0.05"), (100, 2, "100.00"), (1e15, 1, "1000000000000000.0"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, places: Int, text: String) {
    #expect(DecimalText.fixed(value, places: places) == text)
  }

  @Test("Every cosine of four decimals reads as printf writes it")
  func likePrintf() {
    for step in -10_000...10_000 {
      let value = Double(step) / 10_000
      let expected = step == 0 ? "0.0000" : String(format: "%.4f", value)
      #expect(DecimalText.fixed(value, places: 4) == expected)
    }
  }

  @Test(
    "What has no such digits is written somehow",
    arguments: [Double.infinity, -.infinity, .nan, 1e300, 9.9e14])
  func extremes(value: Double) {
    #expect(!DecimalText.fixed(value, places: 4).isEmpty)
  }

  @Test("Bytes in base 64 are those that Foundation writes", arguments: 0...67)
  func base64(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
    let expected = "data:image/png;base64," + Data(bytes).base64EncodedString()
    #expect(HTMLText.dataAddress(bytes, type: "image/png") == expected)
  }

  @Test("Every byte value survives base 64")
  func allBytes() throws {
    let bytes = (0...255).map { UInt8($0) } + [UInt8](repeating: 255, count: 3)
    let text = HTMLText.dataAddress(bytes, type: "a/b").dropFirst("data:a/b;base64,".count)
    #expect(Data(base64Encoded: String(text)).map { Array($0) } == bytes)
  }

  @Test("What means something to HTML is written as entities")
  func escaped() {
    #expect(
      HTMLText.escaped("<script>\"a\" & 'b'</script>")
        == "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;")
    #expect(
      HTMLText.escaped("a\nb\u{0}c\u{1B}[31m\u{7F}\r\n")
        == "a\u{FFFD}b\u{FFFD}c\u{FFFD}[31m\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(HTMLText.escaped("<\u{301}&\u{301}") == "&lt;\u{301}&amp;\u{301}")
    #expect(HTMLText.escaped("Gneis ä 片麻岩 🪨") == "Gneis ä 片麻岩 🪨")
  }
}
