import Catalog
import Descriptors
import Imaging
import Testing

@testable import Lithoscope

/// One photograph, stored in the eight ways in which EXIF says how a camera was held.
@Suite struct OrientationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Slanting bands that grow wider and brighter to the right, with a dark disc at the upper left: different
  /// in each of the eight positions.
  private static let picture: PixelBuffer = {
    var image = PixelBuffer(width: 192, height: 112, filledWith: .black)
    for y in 0..<112 {
      for x in 0..<192 {
        let band = (3 * x + 5 * y) / (8 + x / 8) % 3
        let isDisc = (x - 40) * (x - 40) + (y - 30) * (y - 30) < 400
        image[x, y] =
          isDisc ? RGBColour(30, 20, 25) : RGBColour(UInt8(60 + x / 2 + 30 * band), UInt8(70 + 40 * band), 90)
      }
    }
    return image
  }()

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
    let seen = Self.picture
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
        #expect(image.width == 192 && image.height == 112)
      }
    }
    let matches = try collection.search("1.jpg", count: 8).matches
    #expect(matches.count == 7)
    return matches.map(\.similarity)
  }

  @Test("All eight have the same colours and the same texture", arguments: [Descriptor.rgbHistogram, .lbp])
  func pixels(descriptor: Descriptor) throws {
    let found = try similarities(descriptor, models: ModelStore(directory: folder.at("none")))
    // Measured: colours 0.9997, texture 0.9955, since the grid of JPEG blocks lies otherwise.
    #expect(found.allSatisfy { $0 >= 0.99 }, "\(descriptor.name) \(found)")
  }

  @Test(
    "The network sees the same picture in all eight",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func network() throws {
    let found = try similarities(.vgg16Block4, models: .standard())
    // Measured: 0.9999.
    #expect(found.allSatisfy { $0 >= 0.999 }, "\(found)")
  }

  @Test(
    "Keras' loader turns nothing, and neither does what mirrors it",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func keras() throws {
    let found = try similarities(.vgg16Block4, models: .standard(), .keras)
    // Measured: 0.89…0.97 mirrored or upside down, 0.59…0.66 lying on a side.
    #expect(found.allSatisfy { $0 < 0.99 }, "\(found)")
  }
}
