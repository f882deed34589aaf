import Testing

@testable import Imaging

@Suite("Drawing")
struct DrawingTests {
  private let style = TextStyle(size: 20)

  private func changed(_ a: PixelBuffer, _ b: PixelBuffer) -> [(x: Int, y: Int)] {
    (0..<a.height).flatMap { y in (0..<a.width).filter { a[$0, y] != b[$0, y] }.map { (x: $0, y: y) } }
  }

  @Test("Text changes pixels inside its rectangle and nowhere else")
  func textStaysInside() {
    var canvas = Canvas(width: 300, height: 80)
    let before = canvas.pixels
    let ink = canvas.draw("Gneiss Ågy", at: TextPlacement(x: 40, y: 20), style: style)
    let touched = changed(before, canvas.pixels)
    #expect(touched.count > 100)
    #expect(ink.x >= 40 && ink.y >= 20 && ink.bottom <= 20 + style.lineHeight)
    for (x, y) in touched {
      #expect(x >= ink.x && x < ink.right && y >= ink.y && y < ink.bottom)
    }
  }

  @Test("Long text is shortened to the width it is given", arguments: [TextPlacement.Omission.end, .middle])
  func ellipsis(omission: TextPlacement.Omission) {
    var canvas = Canvas(width: 400, height: 40)
    let name = "a-very-long-file-name-that-never-ends-日本語-ünïcödé.jpg"
    let place = TextPlacement(x: 10, y: 5, maxWidth: 150, omission: omission)
    let ink = canvas.draw(name, at: place, style: style)
    #expect(ink.right <= 160)
    #expect(ink.width > 110)
  }

  @Test("Leading, centred and trailing text lie where they should")
  func alignment() {
    var canvas = Canvas(width: 300, height: 40)
    let trailing = canvas.draw(
      "0.9731", at: TextPlacement(x: 200, y: 5, alignment: .trailing), style: style)
    #expect(trailing.right == 200)
    let centred = canvas.draw("0.9731", at: TextPlacement(x: 150, y: 5, alignment: .centre), style: style)
    #expect(abs(centred.x + centred.width / 2 - 150) <= 2)
  }

  @Test("Letters without descenders share their baseline with those that have them")
  func baseline() throws {
    let low = try #require(TextLine("x", style: style, maxWidth: 100, omission: .end))
    let high = try #require(TextLine("H", style: style, maxWidth: 100, omission: .end))
    #expect(low.top + low.height == high.top + high.height)
  }

  @Test(
    "Markup characters, control characters and broken text are drawn, not obeyed",
    arguments: [
      "<b>&amp;</b>", "a < b & c > d", "<span", "tab\tnew\nline\u{0}", "\u{202E}gpj.exe", "👩‍👩‍👧 emoji", "🪨",
    ])
  func hostileText(text: String) {
    var canvas = Canvas(width: 400, height: 60)
    let ink = canvas.draw(text, at: TextPlacement(x: 10, y: 5), style: style)
    #expect(!ink.isEmpty)
    #expect(ink.height <= 40)
  }

  @Test("Tags take room as letters do")
  func escaping() throws {
    let tagged = try #require(TextLine("<b>x</b>", style: style, maxWidth: 500, omission: .end))
    let plain = try #require(TextLine("x", style: style, maxWidth: 500, omission: .end))
    #expect(tagged.extent > 3 * plain.extent)
    #expect(TextLine.escaped("<&>") == "&lt;&amp;&gt;")
  }

  @Test("Nothing is drawn for empty text, and nothing outside the canvas")
  func outside() {
    var canvas = Canvas(width: 30, height: 30)
    let before = canvas.pixels
    #expect(canvas.draw("", at: TextPlacement(x: 3, y: 3), style: style).isEmpty)
    #expect(canvas.draw("   \n", at: TextPlacement(x: 3, y: 3), style: style).isEmpty)
    canvas.fill(PixelRectangle(x: 40, y: -50, width: 10, height: 10), with: .black)
    canvas.draw(Pictures.gradient(5, 5), x: -10, y: 3)
    #expect(canvas.pixels == before)
    canvas.draw(Pictures.gradient(5, 5), x: 28, y: -3)
    #expect(canvas.pixels[28, 0] == Pictures.gradient(5, 5)[0, 3])
    canvas.draw("overlapping the edge", at: TextPlacement(x: -20, y: 12), style: style)
    #expect(canvas.pixels != before)
  }

  @Test("A frame lies inside its rectangle")
  func frame() {
    var canvas = Canvas(width: 10, height: 10)
    canvas.frame(PixelRectangle(x: 2, y: 2, width: 6, height: 6), with: .black, thickness: 2)
    #expect(canvas.pixels[2, 2] == .black && canvas.pixels[7, 7] == .black && canvas.pixels[3, 5] == .black)
    #expect(canvas.pixels[4, 4] == .white && canvas.pixels[1, 2] == .white && canvas.pixels[8, 7] == .white)
  }
}
