/// A picture to draw on. Whatever lies outside it is not drawn.
public struct Canvas: Sendable {
  /// What has been drawn so far.
  public private(set) var pixels: PixelBuffer

  /// A canvas of one colour.
  public init(width: Int, height: Int, background: RGBColour = .white) {
    pixels = PixelBuffer(width: width, height: height, filledWith: background)
  }

  /// A canvas that begins as a picture.
  public init(_ pixels: PixelBuffer) {
    self.pixels = pixels
  }

  /// Fills a rectangle.
  public mutating func fill(_ rectangle: PixelRectangle, with colour: RGBColour) {
    let part = rectangle.intersection(pixels.bounds)
    guard !part.isEmpty else { return }
    for y in part.y..<part.bottom {
      for x in part.x..<part.right { pixels[x, y] = colour }
    }
  }

  /// Draws the border of a rectangle, inside it.
  public mutating func frame(_ rectangle: PixelRectangle, with colour: RGBColour, thickness: Int = 1) {
    let (x, y, width, height) = (rectangle.x, rectangle.y, rectangle.width, rectangle.height)
    fill(PixelRectangle(x: x, y: y, width: width, height: thickness), with: colour)
    fill(PixelRectangle(x: x, y: y + height - thickness, width: width, height: thickness), with: colour)
    fill(PixelRectangle(x: x, y: y, width: thickness, height: height), with: colour)
    fill(PixelRectangle(x: x + width - thickness, y: y, width: thickness, height: height), with: colour)
  }

  /// Draws an image with its upper left corner at (`x`, `y`).
  public mutating func draw(_ image: PixelBuffer, x: Int, y: Int) {
    let target = PixelRectangle(x: x, y: y, width: image.width, height: image.height)
    let part = target.intersection(pixels.bounds)
    guard !part.isEmpty else { return }
    for row in part.y..<part.bottom {
      let source = ((row - y) * image.width + part.x - x) * 3
      let start = (row * pixels.width + part.x) * 3
      let count = part.width * 3
      pixels.pixels.replaceSubrange(
        start..<(start + count), with: image.pixels[source..<(source + count)])
    }
  }

  /// Draws one line of text, shortened with "…" where it is too wide. Markup characters show as they are.
  ///
  /// - Returns: the rectangle of the letters' ink; empty when there was nothing to draw.
  @discardableResult
  public mutating func draw(
    _ text: String, at placement: TextPlacement, style: TextStyle
  ) -> PixelRectangle {
    let line = TextLine(
      text, style: style, maxWidth: placement.maxWidth, omission: placement.omission)
    guard let line else { return PixelRectangle(x: placement.x, y: placement.y, width: 0, height: 0) }
    let begin =
      switch placement.alignment {
      case .leading: placement.x
      case .centre: placement.x - line.extent / 2
      case .trailing: placement.x - line.extent
      }
    let ink = PixelRectangle(
      x: begin + line.left, y: placement.y + line.top, width: line.width, height: line.height)
    blend(line, colour: style.colour, into: ink)
    return ink.intersection(pixels.bounds)
  }

  private mutating func blend(_ line: TextLine, colour: RGBColour, into ink: PixelRectangle) {
    let part = ink.intersection(pixels.bounds)
    guard !part.isEmpty else { return }
    for y in part.y..<part.bottom {
      for x in part.x..<part.right {
        let coverage = Int(line.coverage[(y - ink.y) * line.width + x - ink.x])
        if coverage == 0 { continue }
        blend(colour, coverage: coverage, x: x, y: y)
      }
    }
  }

  /// Lays a colour over a pixel of the canvas: all of it at a coverage of 255, nothing at 0.
  mutating func blend(_ colour: RGBColour, coverage: Int, x: Int, y: Int) {
    let under = pixels[x, y]
    func mix(_ over: UInt8, _ under: UInt8) -> UInt8 {
      UInt8((Int(over) * coverage + Int(under) * (255 - coverage) + 127) / 255)
    }
    pixels[x, y] = RGBColour(
      mix(colour.red, under.red), mix(colour.green, under.green), mix(colour.blue, under.blue))
  }
}
