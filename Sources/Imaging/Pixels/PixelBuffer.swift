/// An image in memory: `height` rows of `width` pixels, each pixel three 8-bit sRGB values R, G, B.
public struct PixelBuffer: Sendable, Equatable {
  /// Columns, 1 or more.
  public let width: Int

  /// Rows, 1 or more.
  public let height: Int

  /// `[height, width, 3]`, row-major, 0–255.
  public internal(set) var pixels: [UInt8]

  /// An image from interleaved values.
  ///
  /// - Precondition: `pixels` has `width * height * 3` values and neither side is 0.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0, "an image has at least one pixel, not \(width)×\(height)")
    precondition(pixels.count == width * height * 3, "\(width)×\(height) needs \(width * height * 3) values")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// An image of one colour.
  public init(width: Int, height: Int, filledWith colour: RGBColour) {
    precondition(width > 0 && height > 0, "an image has at least one pixel, not \(width)×\(height)")
    self.width = width
    self.height = height
    pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
      for i in 0..<(width * height) {
        buffer[3 * i] = colour.red
        buffer[3 * i + 1] = colour.green
        buffer[3 * i + 2] = colour.blue
      }
      count = width * height * 3
    }
  }

  /// A grey image from one value a pixel.
  init(width: Int, height: Int, grey: [UInt8]) {
    precondition(grey.count == width * height, "\(width)×\(height) needs \(width * height) values")
    let rgb = [UInt8](unsafeUninitializedCapacity: grey.count * 3) { buffer, count in
      for (i, value) in grey.enumerated() {
        buffer[3 * i] = value
        buffer[3 * i + 1] = value
        buffer[3 * i + 2] = value
      }
      count = grey.count * 3
    }
    self.init(width: width, height: height, pixels: rgb)
  }

  /// The colour at column `x` of row `y`, both counted from 0 at the upper left.
  public subscript(x: Int, y: Int) -> RGBColour {
    get {
      precondition(
        x >= 0 && x < width && y >= 0 && y < height, "(\(x), \(y)) lies outside \(width)×\(height)")
      let i = (y * width + x) * 3
      return RGBColour(pixels[i], pixels[i + 1], pixels[i + 2])
    }
    set {
      precondition(
        x >= 0 && x < width && y >= 0 && y < height, "(\(x), \(y)) lies outside \(width)×\(height)")
      let i = (y * width + x) * 3
      pixels[i] = newValue.red
      pixels[i + 1] = newValue.green
      pixels[i + 2] = newValue.blue
    }
  }

  /// The whole image as a rectangle.
  public var bounds: PixelRectangle { PixelRectangle(x: 0, y: 0, width: width, height: height) }

  /// The part of the image inside `rectangle`.
  ///
  /// - Precondition: the rectangle and the image have at least one pixel in common.
  public func cropped(to rectangle: PixelRectangle) -> PixelBuffer {
    let part = rectangle.intersection(bounds)
    precondition(!part.isEmpty, "\(rectangle) lies outside \(width)×\(height)")
    var out: [UInt8] = []
    out.reserveCapacity(part.width * part.height * 3)
    for y in part.y..<part.bottom {
      let start = (y * width + part.x) * 3
      out.append(contentsOf: pixels[start..<(start + part.width * 3)])
    }
    return PixelBuffer(width: part.width, height: part.height, pixels: out)
  }
}
