extension Canvas {
  /// Draws a line through places, with smooth edges and round ends and bends; a dot where there is only one.
  public mutating func drawLine(through points: [CanvasPoint], thickness: Double = 2, colour: RGBColour) {
    guard let first = points.first else { return }
    let segments = points.count > 1 ? Array(zip(points, points.dropFirst())) : [(first, first)]
    let reach = thickness / 2 + 1
    // Segments overlap where they meet: each pixel is painted once, by the nearest.
    let box = Self.box(around: points, reach: reach).intersection(pixels.bounds)
    guard !box.isEmpty else { return }
    var coverage = [Double](repeating: 0, count: box.width * box.height)
    for (start, end) in segments {
      let part = Self.box(around: [start, end], reach: reach).intersection(box)
      guard !part.isEmpty else { continue }
      for y in part.y..<part.bottom {
        for x in part.x..<part.right {
          let distance = CanvasPoint(x: Double(x) + 0.5, y: Double(y) + 0.5)
            .distance(toLineFrom: start, to: end)
          let index = (y - box.y) * box.width + x - box.x
          // A pixel's edge lies half a pixel from its middle.
          coverage[index] = max(coverage[index], min(1, thickness / 2 + 0.5 - distance))
        }
      }
    }
    for y in box.y..<box.bottom {
      for x in box.x..<box.right {
        let share = coverage[(y - box.y) * box.width + x - box.x]
        if share > 0 { blend(colour, coverage: Int((share * 255).rounded()), x: x, y: y) }
      }
    }
  }

  /// Draws a filled circle with a smooth edge.
  public mutating func drawDot(at centre: CanvasPoint, radius: Double, colour: RGBColour) {
    drawLine(through: [centre], thickness: 2 * radius, colour: colour)
  }

  /// Whole pixels around some places, none of them farther out than a canvas may be.
  private static func box(around points: [CanvasPoint], reach: Double) -> PixelRectangle {
    let most = 1e6
    func pixel(_ place: Double) -> Int { Int(max(-most, min(most, place))) }
    let (across, down) = (points.map(\.x), points.map(\.y))
    guard let left = across.min(), let right = across.max(), let top = down.min(), let bottom = down.max(),
      [left, right, top, bottom].allSatisfy(\.isFinite)
    else { return PixelRectangle(x: 0, y: 0, width: 0, height: 0) }
    let (x, y) = (pixel((left - reach).rounded(.down)), pixel((top - reach).rounded(.down)))
    return PixelRectangle(
      x: x, y: y, width: pixel((right + reach).rounded(.up)) - x,
      height: pixel((bottom + reach).rounded(.up)) - y)
  }
}
