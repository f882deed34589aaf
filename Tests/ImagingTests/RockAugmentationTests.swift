import Testing

@testable import Imaging

@Suite("Other pictures of the same rock")
struct RockAugmentationTests {
  /// Every pixel differs from every other: red counts columns, green rows.
  private func gradient(_ width: Int, _ height: Int) -> PixelBuffer {
    var image = PixelBuffer(width: width, height: height, filledWith: .black)
    for y in 0..<height {
      for x in 0..<width { image[x, y] = RGBColour(UInt8(40 + 3 * x), UInt8(40 + 4 * y), 90) }
    }
    return image
  }

  /// The eight ways to lay an image down, by the code that turns photographs upright.
  private func placements(_ image: PixelBuffer) -> [PixelBuffer] {
    (1...8).map { image.upright(fromOrientation: $0) }
  }

  private func all(_ augmentation: RockAugmentation, of image: PixelBuffer, keepsShape: Bool = false)
    -> [PixelBuffer]
  {
    (0..<200).map { augmentation(image, seed: $0, keepsShape: keepsShape) }
  }

  private func only(_ option: WritableKeyPath<RockAugmentation, Bool>...) -> RockAugmentation {
    option.reduce(into: .none) { $0[keyPath: $1] = true }
  }

  @Test("Nothing leaves the image as it is")
  func nothing() {
    let image = gradient(7, 5)
    #expect(all(.none, of: image).allSatisfy { $0 == image })
  }

  @Test("The same seed gives the same picture, others give others")
  func seeds() {
    let image = gradient(31, 17)
    let pictures = all(RockAugmentation(), of: image)
    #expect(pictures == all(RockAugmentation(), of: image))
    #expect(pictures.indices.allSatisfy { $0 == 0 || pictures[$0] != pictures[$0 - 1] })
  }

  @Test("Flips and turns reach all eight placements and nothing else")
  func placements() {
    let image = gradient(7, 5)
    let reached = all(only(\.flips, \.turns), of: image)
    #expect(placements(image).allSatisfy(reached.contains))
    #expect(reached.allSatisfy(placements(image).contains))
  }

  @Test("Turns alone never mirror; flips alone never turn")
  func partsOfThem() {
    let image = gradient(7, 5)
    let eight = placements(image)
    // EXIF's numbers: 1 upright, 6 right, 3 upside down, 8 left; 2 and 4 mirrored.
    let turned = all(only(\.turns), of: image)
    #expect([1, 6, 3, 8].allSatisfy { turned.contains(eight[$0 - 1]) })
    #expect(turned.allSatisfy { [eight[0], eight[5], eight[2], eight[7]].contains($0) })
    let flipped = all(only(\.flips), of: image)
    #expect([1, 2, 3, 4].allSatisfy { flipped.contains(eight[$0 - 1]) })
    #expect(flipped.allSatisfy { eight.prefix(4).contains($0) })
  }

  @Test("An image that must keep its shape is turned by half only, unless it is square")
  func shape() {
    let wide = all(only(\.turns), of: gradient(7, 5), keepsShape: true)
    #expect(wide.allSatisfy { $0.width == 7 && $0.height == 5 })
    #expect(wide.contains(gradient(7, 5).upright(fromOrientation: 3)))
    let square = all(only(\.turns), of: gradient(5, 5), keepsShape: true)
    #expect(square.contains(gradient(5, 5).upright(fromOrientation: 6)))
  }

  @Test("A part of 80 to 100 % of the area is shown, anywhere, at the same size")
  func scale() {
    let image = gradient(60, 40)
    let pictures = all(only(\.scale), of: image)
    #expect(pictures.allSatisfy { $0.width == 60 && $0.height == 40 })
    // Red rises by 3 a column, so the corners tell which part is shown.
    let shares = pictures.map { Double($0[59, 0].red) - Double($0[0, 0].red) }.map { $0 / (3 * 59) }
    #expect(shares.allSatisfy { $0 > 0.88 && $0 <= 1 })
    #expect(shares.contains { $0 < 0.91 } && shares.contains { $0 > 0.98 })
    #expect(pictures.contains { $0[0, 0].red > 50 } && pictures.contains { $0[0, 0].red < 43 })
    #expect(pictures.contains { $0[0, 0].green > 50 } && pictures.contains { $0[0, 0].green < 43 })
    // In between it stays the ramp it was.
    #expect(
      pictures.allSatisfy { picture in
        (1..<60).allSatisfy { picture[$0, 20].red >= picture[$0 - 1, 20].red }
      })
  }

  @Test("Scaling samples where it says: a step stays sharp and in its place")
  func bilinear() {
    // Half the length from the first quarter on: positions 0.25, 0.75, 1.25, … of the original, less a half.
    let axis = AxisSampling(length: 4, stride: 3, isMirrored: false, side: 0.5, place: 0.5)
    #expect(axis.first == [0, 3, 3, 6])
    #expect(axis.second == [3, 6, 6, 9])
    #expect(axis.share == [192, 64, 192, 64])
    let mirrored = AxisSampling(length: 4, stride: 3, isMirrored: true, side: 1, place: 0.3)
    #expect(mirrored.first == [9, 6, 3, 0])
    #expect(mirrored.share == [0, 0, 0, 0])
  }

  @Test("Brightness changes by at most 15 %, and keeps the ratios of colours")
  func brightness() {
    let image = PixelBuffer(width: 2, height: 2, filledWith: RGBColour(200, 100, 50))
    let colours = all(only(\.brightness), of: image).map { $0[1, 1] }
    #expect(colours.allSatisfy { (170...230).contains($0.red) })
    #expect(colours.contains { $0.red < 175 } && colours.contains { $0.red > 225 })
    #expect(colours.allSatisfy { abs(Int($0.red) - 2 * Int($0.green)) <= 2 })
    let white = all(only(\.brightness), of: PixelBuffer(width: 1, height: 1, filledWith: .white))
    #expect(white.contains { $0[0, 0] == .white })
  }

  @Test("Contrast changes by at most 10 %, and keeps the mean")
  func contrast() {
    var image = PixelBuffer(width: 2, height: 1, filledWith: RGBColour(grey: 20))
    image[1, 0] = RGBColour(grey: 100)
    let pictures = all(only(\.contrast), of: image)
    let differences = pictures.map { Int($0[1, 0].red) - Int($0[0, 0].red) }
    #expect(differences.allSatisfy { (72...88).contains($0) })
    #expect(differences.contains { $0 < 74 } && differences.contains { $0 > 86 })
    #expect(pictures.allSatisfy { abs(Int($0[1, 0].red) + Int($0[0, 0].red) - 120) <= 1 })
  }

  @Test("What is switched off does not change what is drawn for the rest")
  func independence() {
    let image = gradient(9, 6)
    for seed: UInt64 in 0..<20 {
      let placed = only(\.flips, \.turns)(image, seed: seed)
      let bright = only(\.brightness)(placed, seed: seed)
      #expect(only(\.flips, \.turns, \.brightness)(image, seed: seed) == bright)
    }
  }

  @Test("A single pixel survives everything")
  func onePixel() {
    let pixel = PixelBuffer(width: 1, height: 1, filledWith: RGBColour(grey: 100))
    #expect(all(RockAugmentation(), of: pixel).allSatisfy { $0.width == 1 && $0.height == 1 })
  }

  @Test("Names are read back")
  func names() throws {
    #expect(RockAugmentation().name == "flips+turns+scale+brightness+contrast")
    #expect(RockAugmentation.none.name == "none")
    for bits in 0..<32 {
      let augmentation = RockAugmentation(
        flips: bits & 1 > 0, turns: bits & 2 > 0, scale: bits & 4 > 0, brightness: bits & 8 > 0,
        contrast: bits & 16 > 0)
      #expect(try RockAugmentation(named: augmentation.name) == augmentation)
    }
    #expect(try RockAugmentation(named: "scale+flips") == only(\.flips, \.scale))
    for name in ["", "flips+", "mixup", "none+flips"] {
      #expect(throws: RockAugmentationError.self) { try RockAugmentation(named: name) }
    }
    #expect(
      RockAugmentationError.unknownMeans("mixup", known: ["flips", "turns"]).description
        == "Images cannot be augmented by “mixup”; join what you want of flips, turns with +, or write none.")
  }
}
