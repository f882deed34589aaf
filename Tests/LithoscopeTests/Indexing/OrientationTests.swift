import Catalog
import Descriptors
import Imaging
import Testing

@testable import Lithoscope

/// One photograph, stored in the eight ways in which EXIF says how a camera was held.
@Suite struct OrientationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The pixels as a camera stores them that were taken with this orientation (Exif 2.32, tag 0x0112: which
  /// side of what is seen the first row and the first column are).
  private func stored(_ seen: PixelBuffer, _ orientation: Int) -> PixelBuffer {
    let (right, bottom) = (seen.width - 1, seen.height - 1)
    let turns = orientation >= 5
    let (width, height) = turns ? (seen.height, seen.width) : (seen.width, seen.height)
    var image = PixelBuffer(width: width, height: height, filledWith: .black)
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) =
          switch orientation {
          case 2: (right - column, row)
          case 3: (right - column, bottom - row)
          case 4: (column, bottom - row)
          case 5: (row, column)
          case 6: (right - row, column)
          case 7: (right - row, bottom - column)
          case 8: (row, bottom - column)
          default: (column, row)
          }
        image[column, row] = seen[x, y]
      }
    }
    return image
  }

  /// A JPEG with an EXIF block of one field put behind its first marker.
  private func photograph(_ pixels: PixelBuffer, _ orientation: Int) throws -> [UInt8] {
    let tiff: [UInt8] =
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1]
      + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0] + [0, 0, 0, 0]
    let block = Array("Exif".utf8) + [0, 0] + tiff
    let jpeg = try pixels.jpeg(quality: 95)
    return jpeg.prefix(2) + [0xFF, 0xE1, 0, UInt8(block.count + 2)] + block + jpeg.dropFirst(2)
  }

  /// The similarities of the eight to the upright one.
  private func similarities(_ descriptor: Descriptor, models: ModelStore, _ way: Preprocessing = .standard)
    throws
    -> [Float]
  {
    try SampleCollection(imagesPerClass: 1, side: 448).write(to: folder.at("drawn"))
    let drawn = try ImageDecoder().decode(path: folder.at("drawn/gneiss/gneiss-01.png"), fitting: 448).pixels
    let seen = drawn.cropped(to: PixelRectangle(x: 0, y: 0, width: 448, height: 288))
    for orientation in 1...8 {
      try folder.write(
        try photograph(stored(seen, orientation), orientation), to: "photos/\(orientation).jpg")
    }
    let collection = try ImageCollection(folder: folder.at("photos"), models: models)
    var options = IndexOptions.using(descriptor)
    options.preprocessing = way
    #expect(try collection.index(options).counts == [8, 0, 0, 0, 0])
    try collection.openCatalog().read { reader in
      for orientation in 1...8 {
        let path = try #require(RelativePath("\(orientation).jpg"))
        let image = try #require(try reader.image(at: path))
        #expect(image.width == 448 && image.height == 288)
      }
    }
    let matches = try collection.search("1.jpg", count: 8).matches
    #expect(matches.count == 7)
    return matches.map(\.similarity)
  }

  @Test("All eight have the same colours and the same texture", arguments: [Descriptor.rgbHistogram, .lbp])
  func pixels(descriptor: Descriptor) throws {
    let found = try similarities(descriptor, models: ModelStore(directory: folder.at("none")))
    // Measured: colours 1.0000, texture 0.9997, since the grid of JPEG blocks lies otherwise.
    #expect(found.allSatisfy { $0 >= 0.999 }, "\(descriptor.name) \(found)")
  }

  @Test(
    "The network sees the same picture in all eight",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func network() throws {
    let found = try similarities(.vgg16Block4, models: .standard())
    // Measured: 1.0000.
    #expect(found.allSatisfy { $0 >= 0.999 }, "\(found)")
  }

  @Test(
    "Keras' loader turns nothing, and neither does what mirrors it",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func keras() throws {
    let found = try similarities(.vgg16Block4, models: .standard(), .keras)
    // Measured: 0.97 upside down, 0.37…0.48 lying on a side.
    #expect(found.allSatisfy { $0 < 0.99 }, "\(found)")
  }
}
