import Testing

@testable import Imaging

@Suite("Drawing lines and upward text")
struct LineDrawingTests {
  private func point(_ x: Double, _ y: Double) -> CanvasPoint { CanvasPoint(x: x, y: y) }

  private func inked(_ image: PixelBuffer) -> [(x: Int, y: Int)] {
    (0..<image.height).flatMap { y in
      (0..<image.width).filter { image[$0, y] != .white }.map { (x: $0, y: y) }
    }
  }

  @Test("A level line two pixels thick fills two rows and nothing else")
  func level() {
    var canvas = Canvas(width: 40, height: 20)
    canvas.drawLine(through: [point(10, 10), point(30, 10)], thickness: 2, colour: .black)
    #expect((11..<29).allSatisfy { canvas.pixels[$0, 9] == .black && canvas.pixels[$0, 10] == .black })
    #expect(inked(canvas.pixels).allSatisfy { (9...10).contains($0.y) && (8...31).contains($0.x) })
  }

  @Test("A slanting line has smooth edges, and is as dark as it is long and thick")
  func slanting() {
    var canvas = Canvas(width: 100, height: 100)
    canvas.drawLine(through: [point(10, 20), point(90, 80)], thickness: 3, colour: .black)
    let darkness = canvas.pixels.pixels.reduce(0.0) { $0 + Double(255 - $1) / 255 / 3 }
    // 100 long and 3 thick, with a half circle at each end.
    #expect(abs(darkness - (300 + .pi * 1.5 * 1.5)) < 6)
    #expect(inked(canvas.pixels).contains { (50...200).contains(canvas.pixels[$0.x, $0.y].red) })
  }

  @Test("A bend is painted once, so that a light colour stays even")
  func bend() {
    var canvas = Canvas(width: 40, height: 40)
    let colour = RGBColour(200, 180, 160)
    canvas.drawLine(through: [point(5, 20), point(20, 20), point(20, 35)], thickness: 4, colour: colour)
    #expect(canvas.pixels[20, 20] == colour)
    #expect(inked(canvas.pixels).allSatisfy { canvas.pixels[$0.x, $0.y].red >= 200 })
  }

  @Test("A dot is a disc; no places draw nothing")
  func dot() {
    var canvas = Canvas(width: 40, height: 40)
    canvas.drawLine(through: [], colour: .black)
    #expect(inked(canvas.pixels).isEmpty)
    canvas.drawDot(at: point(20, 20), radius: 8, colour: .black)
    let darkness = canvas.pixels.pixels.reduce(0.0) { $0 + Double(255 - $1) / 255 / 3 }
    #expect(abs(darkness - .pi * 64) < 4)
    #expect(canvas.pixels[20, 20] == .black && canvas.pixels[13, 13] == .white)
  }

  @Test("What lies outside, or nowhere, does no harm")
  func outside() {
    var canvas = Canvas(width: 20, height: 20)
    canvas.drawLine(through: [point(-1e9, 10), point(1e9, 10)], thickness: 2, colour: .black)
    #expect((0..<20).allSatisfy { canvas.pixels[$0, 9] == .black })
    let drawn = canvas.pixels
    canvas.drawDot(at: point(-50, 300), radius: 5, colour: .black)
    canvas.drawLine(through: [point(.nan, 3), point(2, .infinity)], colour: .black)
    #expect(canvas.pixels == drawn)
  }

  @Test("Upward text is level text turned to the left")
  func upward() {
    let style = TextStyle(size: 20)
    var level = Canvas(width: 120, height: 120)
    level.draw("Gneiss", at: TextPlacement(x: 20, y: 30), style: style)
    var upward = Canvas(width: 120, height: 120)
    let ink = upward.drawUpward("Gneiss", at: TextPlacement(x: 30, y: 100), style: style)
    // Orientation 8 is an image to be turned left: what was x from the left is then y from below.
    #expect(upward.pixels == level.pixels.upright(fromOrientation: 8))
    #expect(ink.bottom <= 100 && ink.x >= 30 && ink.height > ink.width)
  }

  @Test("Upward text is centred, ends where it should, and is shortened")
  func placement() {
    let style = TextStyle(size: 20)
    var canvas = Canvas(width: 60, height: 200)
    let centred = canvas.drawUpward(
      "0.9731", at: TextPlacement(x: 5, y: 100, alignment: .centre), style: style)
    #expect(abs(centred.y + centred.height / 2 - 100) <= 2)
    let trailing = canvas.drawUpward(
      "0.9731", at: TextPlacement(x: 30, y: 20, alignment: .trailing), style: style)
    #expect(trailing.y == 20)
    let long = canvas.drawUpward(
      "a very long name of a rock", at: TextPlacement(x: 5, y: 190, maxWidth: 60), style: style)
    #expect(long.height <= 60)
    #expect(canvas.drawUpward(" \n", at: TextPlacement(x: 5, y: 190), style: style).isEmpty)
  }

  @Test("The width of text is what drawing it takes")
  func width() {
    let style = TextStyle(size: 20)
    var canvas = Canvas(width: 300, height: 40)
    let ink = canvas.draw("quartzite", at: TextPlacement(x: 0, y: 0), style: style)
    #expect(style.width(of: "quartzite") == ink.right)
    #expect(style.width(of: "") == 0)
  }
}
