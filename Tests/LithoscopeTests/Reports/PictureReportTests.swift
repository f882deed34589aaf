import Imaging
import Testing

@testable import Lithoscope

@Suite struct PictureReportTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "A result sheet is a picture that shows the query and its matches", arguments: ["png", "jpg", "webp"])
  func sheet(ending: String) throws {
    let collection = try folder.collection()
    for seed in 0..<12 { try folder.write(try Picture.png(seed, side: 60), to: "in/\(seed).png") }
    try collection.index(.colours)
    let result = try collection.search("in/0.png", count: 11)
    let path = folder.at("sheet.\(ending)")
    try SearchReport(result, in: collection).writeSheet(to: path)
    let sheet = try ImageDecoder().decode(path: path, fitting: 4000).pixels
    #expect(sheet.width > 600 && sheet.height > 400)
    #expect(Set(stride(from: 0, to: sheet.pixels.count, by: 3).map { sheet.pixels[$0] }).count > 50)
  }

  @Test("What cannot be written is refused with its path")
  func unwritable() throws {
    let collection = try folder.collection()
    for seed in 0..<2 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
    try collection.index(.colours)
    let report = SearchReport(try collection.search("0.png"), in: collection)
    for path in ["missing/sheet.png", "sheet.txt"] {
      let error = #expect(throws: PixelBufferError.self) { try report.writeSheet(to: folder.at(path)) }
      #expect(error?.description.contains(folder.at(path)) == true)
    }
    #expect(throws: PixelBufferError.self) { try report.writePage(to: folder.at("missing/page.html")) }
  }

  @Test(
    "Feature maps: a sheet for each of the five blocks, of all its maps",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func featureMaps() throws {
    try folder.write(try Picture.png(1, side: 50), to: "rock.png")
    let features = try FeatureMaps(of: folder.at("rock.png"))
    #expect(
      features.maps.map(\.shape) == [
        [1, 64, 224, 224], [1, 128, 112, 112], [1, 256, 56, 56], [1, 512, 28, 28], [1, 512, 14, 14],
      ])
    let sheets = try features.writeSheets(to: folder.at("deep/maps"))
    #expect(sheets.map(\.maps) == [64, 128, 256, 512, 512])
    #expect(sheets.map(\.layer).first == "block1_conv2" && sheets.map(\.layer).last == "block5_conv3")
    for (block, sheet) in sheets.enumerated() {
      #expect(sheet.path == folder.at("deep/maps/block\(block + 1).png"))
      #expect(try ImageDecoder().decode(path: sheet.path, fitting: 100).metadata.width > 400)
    }
  }

  @Test("Feature maps of what is no image are refused by its name")
  func noFeatureMaps() throws {
    try folder.write(Array("text".utf8), to: "text.png")
    let error = #expect(throws: QueryError.self) { try FeatureMaps(of: folder.at("text.png")) }
    #expect(error?.path == folder.at("text.png"))
  }
}
