import Testing

@testable import Imaging

/// Pictures under heat, and sheets of them.
@Suite struct ExplanationSheetTests {
  private let grey = PixelBuffer(width: 3, height: 1, filledWith: RGBColour(grey: 120))

  @Test("Heat goes from violet to yellow, and lets the picture through")
  func overlay() {
    let heat: [Float] = [0, 1, .nan]
    let drawn = HeatOverlay.drawn(heat, on: grey)
    #expect(drawn[0, 0].blue > drawn[0, 0].green && drawn[1, 0].green > drawn[1, 0].blue)
    // What is not a number is cold.
    #expect(drawn[2, 0] == drawn[0, 0])
    let white = HeatOverlay.drawn(heat, on: PixelBuffer(width: 3, height: 1, filledWith: .white))
    for x in 0..<2 { #expect(white[x, 0].green > drawn[x, 0].green) }
  }

  @Test("A sheet grows with its pairs, and draws bars as long as what they stand for")
  func sheet() throws {
    let parts = [
      ExplanationSheet.Part(name: "a", text: "0.5000", value: 0.5, most: 0.5),
      ExplanationSheet.Part(name: "b", text: "-0.2500", value: -0.25, most: 0.5),
    ]
    let pair = ExplanationSheet.Pair(
      query: grey,
      match: ContactSheet.Result(image: grey, rank: 1, score: "0.2500", label: nil, name: "a.jpg"),
      parts: parts)
    func render(_ count: Int) -> PixelBuffer {
      ExplanationSheet(
        title: "t", subtitle: "s", notes: ["n"], scale: ("low", "high"),
        pairs: Array(repeating: pair, count: count), footer: "f"
      ).render()
    }
    let (none, one, three) = (render(0), render(1), render(3))
    #expect(none.width == one.width && one.width == three.width)
    #expect(one.height < three.height)
    let layout = ExplanationSheetLayout(pairs: 1, notes: 1, hasScale: true, parts: 2)
    func length(_ part: Int, _ colour: RGBColour) -> Int {
      let y = layout.partY(part, layout.origin(0).y) + 6
      return (layout.margin + layout.nameWidth..<layout.margin + layout.pairWidth - layout.numberWidth)
        .count { one[$0, y] == colour }
    }
    let (full, less) = (length(0, SheetPalette.accent), length(1, SheetPalette.quietInk))
    #expect(full > 100 && abs(full - 2 * less) <= 1)
    #expect(abs(length(1, SheetPalette.hairline) - less) <= 1)
  }
}
