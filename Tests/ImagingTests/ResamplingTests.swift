import Imaging
import Testing

@Suite("Changing size")
struct ResamplingTests {
  @Test(
    "One colour stays that colour at any size",
    arguments: [(7, 5), (1, 1), (100, 3), (3, 100), (448, 448), (224, 1)])
  func flat(width: Int, height: Int) {
    let picture = PixelBuffer(width: 61, height: 47, filledWith: RGBColour(13, 128, 250))
    let resized = picture.resized(toWidth: width, height: height)
    #expect(resized == PixelBuffer(width: width, height: height, filledWith: RGBColour(13, 128, 250)))
  }

  @Test("A fine chequerboard becomes even grey, not a false pattern")
  func antialiased() {
    var board = PixelBuffer(width: 200, height: 200, filledWith: .black)
    for y in 0..<200 { for x in 0..<200 where (x + y) % 2 == 0 { board[x, y] = .white } }
    let small = board.resized(toWidth: 37, height: 37)
    for y in 3..<34 { for x in 3..<34 { #expect(small[x, y].isClose(to: RGBColour(grey: 127), within: 3)) } }
  }

  @Test("A ramp stays a ramp when it shrinks and when it grows")
  func ramp() {
    let ramp = Pictures.gradient(100, 10)
    for width in [31, 250] {
      let resized = ramp.resized(toWidth: width, height: 10)
      for x in (width / 10)..<(width * 9 / 10) {
        let expected = ((Double(x) + 0.5) * 100 / Double(width) - 0.5) * 255 / 99
        #expect(abs(Double(resized[x, 5].red) - expected) < 2.5)
      }
    }
  }

  @Test("Sides are not moved: a centred square stays centred")
  func centred() {
    var canvas = Canvas(width: 90, height: 90)
    canvas.fill(PixelRectangle(x: 30, y: 30, width: 30, height: 30), with: .black)
    let small = canvas.pixels.resized(toWidth: 33, height: 33)
    for y in 0..<33 { for x in 0..<33 { #expect(small[x, y].isClose(to: small[32 - x, 32 - y], within: 1)) } }
  }

  @Test("Magnifying makes squares, fitting keeps the aspect")
  func fitting() {
    let tile = Pictures.gradient(28, 28)
    let large = tile.fitted(intoWidth: 208, height: 208)
    #expect(large == tile.magnified(by: 7))
    #expect(large[0, 0] == tile[0, 0] && large[6, 6] == tile[0, 0] && large[7, 0] == tile[1, 0])
    let wide = Pictures.gradient(400, 100).fitted(intoWidth: 200, height: 200)
    #expect(wide.width == 200 && wide.height == 50)
    let thin = Pictures.gradient(1, 5000).fitted(intoWidth: 200, height: 200)
    #expect(thin.width == 1 && thin.height == 200)
  }

  @Test("Cropping takes what both rectangles cover")
  func cropping() {
    let picture = Pictures.gradient(20, 10)
    let part = picture.cropped(to: PixelRectangle(x: 15, y: 5, width: 100, height: 2))
    #expect(part.width == 5 && part.height == 2)
    #expect(part[0, 1] == picture[15, 6])
  }
}
