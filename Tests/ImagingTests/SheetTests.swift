import Testing

@testable import Imaging

@Suite("Sheets")
struct SheetTests {
  private func sheet(_ count: Int) -> ContactSheet {
    let results = (1...count).map { rank in
      ContactSheet.Result(
        image: PixelBuffer(width: 28, height: 28, filledWith: RGBColour(UInt8(rank * 10), 60, 120)),
        rank: rank,
        score: "0.9\(rank)", label: "schist", name: "tile \(rank) <ünï&code>.jpg")
    }
    let query = ContactSheet.Query(
      image: PixelBuffer(width: 28, height: 14, filledWith: RGBColour(1, 200, 3)), name: "query.jpg")
    return ContactSheet(title: "Title", query: query, results: results, footer: "footer")
  }

  @Test("The query and every result are in the picture, in their own cells", arguments: [1, 3, 8, 20])
  func everyImage(count: Int) {
    let picture = sheet(count).render()
    let layout = ContactSheetLayout(resultCount: count, hasSubtitle: false)
    #expect(picture.width == layout.width && picture.height == layout.height)
    let query = layout.queryCell
    #expect(picture[query.x + query.width / 2, query.y + query.height / 2] == RGBColour(1, 200, 3))
    for index in 0..<count {
      let cell = layout.cell(index)
      let centre = picture[cell.x + cell.width / 2, cell.y + cell.height / 2]
      #expect(centre == RGBColour(UInt8((index + 1) * 10), 60, 120))
      #expect(cell.bottom < layout.footerY && cell.right <= layout.width - layout.margin)
    }
  }

  @Test("Cells do not overlap")
  func cellsApart() {
    let layout = ContactSheetLayout(resultCount: 20, hasSubtitle: true)
    let cells = (0..<20).map(layout.cell) + [layout.queryCell]
    for (i, a) in cells.enumerated() {
      for b in cells[(i + 1)...] { #expect(a.intersection(b).isEmpty) }
    }
  }

  @Test("A sheet without results shows the query")
  func noResults() {
    var empty = sheet(1)
    empty.results = []
    #expect(empty.render().width > 300)
  }

  @Test("Each map is stretched to its own range, and a constant one is crossed out")
  func featureMaps() {
    let values: [Float] = [0, 1, 2, 3, 5, 5, 5, 5, 100, 200, 300, 400]
    let sheet = FeatureMapSheet(title: "block1_conv1", values: values, channels: 3, height: 2, width: 2)
    #expect(sheet.deadChannels == 1)
    let picture = sheet.render()
    let layout = FeatureMapLayout(channels: 3, height: 2, width: 2)
    let colours = PerceptualColourMap.colours
    for channel in [0, 2] {
      let cell = layout.cell(channel)
      #expect(picture[cell.x, cell.y] == colours[0])
      #expect(picture[cell.right - 1, cell.bottom - 1] == colours[255])
      #expect(picture[cell.right - 1, cell.y] == colours[85])
    }
    let dead = layout.cell(1)
    #expect(picture[dead.x + dead.width / 2 + 9, dead.y + 20] == SheetPalette.mat)
  }

  @Test(
    "Sheets of any layer are bounded",
    arguments: [
      (64, 224, 224), (512, 28, 28), (512, 14, 14), (4096, 1, 1), (1, 7, 7), (256, 56, 100), (3, 1, 900),
    ])
  func bounded(channels: Int, height: Int, width: Int) {
    let layout = FeatureMapLayout(channels: channels, height: height, width: width)
    #expect(layout.width <= FeatureMapSheet.maxWidth)
    #expect(layout.height <= FeatureMapSheet.maxWidth)
    let last = layout.cell(channels - 1)
    #expect(last.right <= layout.width - layout.margin && last.bottom < layout.scaleBar.y && !last.isEmpty)
  }

  @Test("Values that are no numbers do not harm a map")
  func notNumbers() {
    let values: [Float] = [.nan, .infinity, -.infinity, 1, 2, 3, .nan, .nan, .nan]
    let sheet = FeatureMapSheet(title: "odd", values: values, channels: 1, height: 3, width: 3)
    #expect(sheet.deadChannels == 0)
    _ = sheet.render()
  }

  @Test("The colour map grows lighter with every step and never repeats a colour")
  func colourMap() {
    let colours = PerceptualColourMap.colours
    #expect(Set(colours).count == 256)
    let light = colours.map {
      0.2126 * SRGB.linear(Float($0.red) / 255) + 0.7152 * SRGB.linear(Float($0.green) / 255) + 0.0722
        * SRGB.linear(Float($0.blue) / 255)
    }
    for (a, b) in zip(light, light.dropFirst()) { #expect(b > a - 0.002) }
    #expect(light[0] < 0.02 && light[255] > 0.75)
    #expect(PerceptualColourMap.colour(of: .nan) == colours[0])
    #expect(PerceptualColourMap.colour(of: 7) == colours[255])
  }
}
