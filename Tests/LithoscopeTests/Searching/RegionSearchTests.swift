import Descriptors
import Imaging
import Testing

@testable import Lithoscope

/// Searches with a part of an image.
@Suite struct RegionSearchTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...6 { try folder.write(try Picture.png(seed, side: 24), to: "\(seed).png") }
    // Four quarters, each one of the pictures.
    var mosaic = PixelBuffer(width: 48, height: 48, filledWith: .black)
    for (seed, x, y) in [(1, 0, 0), (2, 24, 0), (3, 0, 24), (4, 24, 24)] {
      let picture = Picture.pixels(seed, side: 24)
      for row in 0..<24 { for column in 0..<24 { mosaic[x + column, y + row] = picture[column, row] } }
    }
    try folder.write(try mosaic.png(), to: "mosaic.png")
    try collection.index(.using(.rgbHistogram, .lbp))
  }

  private func search(_ region: String, _ image: String = "mosaic.png", descriptor: Descriptor = .lbp) throws
    -> SearchResult
  {
    var request = SearchRequest([image], descriptor: descriptor)
    request.region = try QueryRegion(region)
    return try collection.search(request)
  }

  @Test(
    "A part is described as if it had been saved as an image of its own",
    arguments: [
      ("0,0,24,24", "1.png"), ("50%,0,50%,50%", "2.png"), ("0,0.5,0.5,0.5", "3.png"),
      ("24,24,24,24", "4.png"),
    ])
  func quarters(region: String, expected: String) throws {
    for descriptor in [Descriptor.rgbHistogram, .lbp] {
      let result = try search(region, descriptor: descriptor)
      #expect(result.matches.first?.path == expected)
      #expect(result.matches.first?.similarityText == "1.0000")
      #expect(result.matches.dropFirst().allSatisfy { $0.similarity < 0.9999 })
    }
  }

  @Test("A member is left out of the results of its part, and the result says which pixels were meant")
  func member() throws {
    let result = try search("50%,0,50%,50%")
    #expect(result.member == "mosaic.png")
    #expect(!result.matches.contains { $0.path == "mosaic.png" })
    #expect(result.region == PixelRectangle(x: 24, y: 0, width: 24, height: 24))
    #expect(result.searched == 6)
  }

  @Test("The whole as a part is the whole")
  func whole() throws {
    let whole = try collection.search("mosaic.png", descriptor: .lbp)
    #expect(try search("0,0,100%,100%").matches == whole.matches)
  }

  @Test("Pixels count in the upright image, however it is stored")
  func upright() throws {
    // Stored lying on its side: turned right, the upper left quarter of what is seen was at the lower left.
    let stored = PixelBuffer(
      width: 48, height: 24, pixels: Array(Picture.pixels(9, side: 48).pixels.prefix(48 * 24 * 3)))
    try folder.write(Photograph.jpeg(stored, orientation: 6), to: ".turned.jpg")
    let result = try search("0,24,24,24", folder.at(".turned.jpg"))
    #expect(result.region == PixelRectangle(x: 0, y: 24, width: 24, height: 24))
    #expect(throws: QueryError.self) { try search("24,0,24,24", folder.at(".turned.jpg")) }
  }

  @Test("A small part of a large image keeps its pixels")
  func sharp() throws {
    // Shrunk as a whole to the working size, the part would be grey.
    var large = PixelBuffer(width: 3000, height: 2000, filledWith: RGBColour(128, 128, 128))
    let part = Picture.pixels(5, side: 24)
    for row in 0..<24 { for column in 0..<24 { large[1000 + column, 700 + row] = part[column, row] } }
    try folder.write(try large.png(), to: ".large.png")
    let result = try search("1000,700,24,24", folder.at(".large.png"))
    #expect(result.matches.first?.path == "5.png")
    #expect(result.matches.first?.similarityText == "1.0000")
  }

  @Test("A part beyond the image is refused with the file and its size")
  func beyond() throws {
    let error = #expect(throws: QueryError.self) { try search("40,0,9,9") }
    #expect(error?.description.contains("48×48") == true)
    #expect(error?.path.hasSuffix("mosaic.png") == true)
  }

  @Test("A part of several images, and of a file that is none, is refused")
  func refused() throws {
    var request = SearchRequest(["1.png", "2.png"])
    request.region = try QueryRegion("0,0,1,1")
    #expect(throws: SearchRequestError.regionOfSeveral(images: 2)) { try collection.search(request) }
    try folder.write(Array("text".utf8), to: ".text.png")
    #expect(throws: QueryError.self) { try search("0,0,1,1", folder.at(".text.png")) }
    #expect(throws: CollectionError.self) { try search("0,0,1,1", "none.png") }
  }

  @Test("The memory for a part stays below that of an image held whole")
  func bounded() throws {
    try folder.write(try PixelBuffer(width: 400, height: 100, filledWith: .black).png(), to: ".wide.png")
    let size = try ImageDecoder().decode(path: folder.at(".wide.png"), fitting: 8).metadata
    let limits = DecodingLimits(maxPixels: 300_000_000, maxPixelsHeldWhole: 10_000)
    let dot = PixelRectangle(x: 0, y: 0, width: 1, height: 1)
    #expect(QueryPicture.decodingSide(size, for: dot, limits: DecodingLimits()) == 400)
    #expect(QueryPicture.decodingSide(size, for: dot, limits: limits) == 200)
  }
}
