/// A picture of what a layer of a network sees: each of its feature maps in a grid.
///
/// Every map is stretched to its own range, smallest value dark and largest light, since channels of one
/// layer differ in scale by orders of magnitude. A map that is the same everywhere holds nothing to stretch:
/// it is shown as an empty, crossed-out cell.
public struct FeatureMapSheet: Sendable {
  /// The heading, such as the layer's name.
  public var title: String

  /// Number of maps.
  public let channels: Int

  /// Rows of a map.
  public let height: Int

  /// Columns of a map.
  public let width: Int

  private let values: [Float]

  /// The widest sheet, in pixels.
  public static let maxWidth = 2400

  /// A sheet of `values`, `[channels, height, width]`.
  ///
  /// - Precondition: there are `channels * height * width` values, at least one.
  public init(title: String, values: [Float], channels: Int, height: Int, width: Int) {
    precondition(channels > 0 && height > 0 && width > 0, "a layer has at least one map of one value")
    precondition(values.count == channels * height * width, "the values do not have the shape given")
    self.title = title
    self.values = values
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// How many maps are the same everywhere.
  public var deadChannels: Int { (0..<channels).count { range(of: $0) == nil } }

  /// Draws the sheet, ``maxWidth`` pixels wide at most.
  public func render() -> PixelBuffer {
    let layout = FeatureMapLayout(channels: channels, height: height, width: width)
    var canvas = Canvas(width: layout.width, height: layout.height, background: SheetPalette.paper)
    canvas.draw(
      title, at: TextPlacement(x: layout.margin, y: layout.titleY, maxWidth: layout.contentWidth),
      style: TextStyle(size: 24, weight: .bold, colour: SheetPalette.ink))
    let dead = deadChannels
    let count = "\(channels) map\(channels == 1 ? "" : "s") of \(width) × \(height)"
    let note = dead == 0 ? "" : ", \(dead) without contrast"
    canvas.draw(
      count + note + " · each scaled to its own range",
      at: TextPlacement(x: layout.margin, y: layout.subtitleY, maxWidth: layout.contentWidth),
      style: TextStyle(size: 14, colour: SheetPalette.quietInk))
    for channel in 0..<channels { draw(channel, in: layout.cell(channel), on: &canvas) }
    drawScale(on: &canvas, layout)
    return canvas.pixels
  }

  private func draw(_ channel: Int, in cell: PixelRectangle, on canvas: inout Canvas) {
    guard let range = range(of: channel) else {
      canvas.fill(cell, with: SheetPalette.mat)
      canvas.cross(cell, with: SheetPalette.hairline)
      canvas.frame(cell, with: SheetPalette.hairline)
      return
    }
    canvas.draw(picture(of: channel, range: range).scaled(to: cell), x: cell.x, y: cell.y)
  }

  /// The map as an image, a pixel a value.
  private func picture(of channel: Int, range: ClosedRange<Float>) -> PixelBuffer {
    let start = channel * height * width
    let span = range.upperBound - range.lowerBound
    var pixels: [UInt8] = []
    pixels.reserveCapacity(height * width * 3)
    for value in values[start..<(start + height * width)] {
      let colour = PerceptualColourMap.colour(of: (value - range.lowerBound) / span)
      pixels.append(colour.red)
      pixels.append(colour.green)
      pixels.append(colour.blue)
    }
    return PixelBuffer(width: width, height: height, pixels: pixels)
  }

  /// The finite values' range; nil for a map that is the same everywhere.
  private func range(of channel: Int) -> ClosedRange<Float>? {
    let start = channel * height * width
    var low = Float.infinity
    var high = -Float.infinity
    for value in values[start..<(start + height * width)] where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low < high && (high - low).isFinite ? low...high : nil
  }

  private func drawScale(on canvas: inout Canvas, _ layout: FeatureMapLayout) {
    let bar = layout.scaleBar
    for x in 0..<bar.width {
      let colour = PerceptualColourMap.colour(of: Float(x) / Float(bar.width - 1))
      canvas.fill(PixelRectangle(x: bar.x + x, y: bar.y, width: 1, height: bar.height), with: colour)
    }
    let style = TextStyle(size: 12, colour: SheetPalette.quietInk)
    canvas.draw("smallest", at: TextPlacement(x: bar.x, y: bar.bottom + 5), style: style)
    canvas.draw(
      "largest", at: TextPlacement(x: bar.right, y: bar.bottom + 5, alignment: .trailing), style: style)
  }
}

extension PixelBuffer {
  /// As large as the cell: whole magnification when the cell is a multiple, smooth reduction when it is
  /// smaller.
  fileprivate func scaled(to cell: PixelRectangle) -> PixelBuffer {
    if cell.width % width == 0, cell.width / width == cell.height / height, cell.height % height == 0 {
      return magnified(by: cell.width / width)
    }
    return resized(toWidth: cell.width, height: cell.height)
  }
}

extension Canvas {
  /// Draws both diagonals of a rectangle.
  fileprivate mutating func cross(_ rectangle: PixelRectangle, with colour: RGBColour) {
    let steps = max(rectangle.width, rectangle.height)
    for step in 0..<steps {
      let x = rectangle.x + step * rectangle.width / steps
      let y = step * rectangle.height / steps
      fill(PixelRectangle(x: x, y: rectangle.y + y, width: 1, height: 1), with: colour)
      fill(PixelRectangle(x: x, y: rectangle.bottom - 1 - y, width: 1, height: 1), with: colour)
    }
  }
}
