extension Canvas {
  /// Draws one line of text that reads upwards, as beside a vertical axis or over a narrow column.
  ///
  /// - Parameter placement: `x` is the column of the line's top, its left side; `y` the row of its beginning,
  ///   middle or end, of which the beginning lies lowest.
  /// - Returns: the rectangle of the letters' ink; empty when there was nothing to draw.
  @discardableResult
  public mutating func drawUpward(
    _ text: String, at placement: TextPlacement, style: TextStyle
  ) -> PixelRectangle {
    let line = TextLine(text, style: style, maxWidth: placement.maxWidth, omission: placement.omission)
    guard let line else { return PixelRectangle(x: placement.x, y: placement.y, width: 0, height: 0) }
    let begin =
      switch placement.alignment {
      case .leading: placement.y
      case .centre: placement.y + line.extent / 2
      case .trailing: placement.y + line.extent
      }
    let ink = PixelRectangle(
      x: placement.x + line.top, y: begin - line.extent, width: line.height, height: line.width)
    let part = ink.intersection(pixels.bounds)
    guard !part.isEmpty else { return part }
    for y in part.y..<part.bottom {
      for x in part.x..<part.right {
        let coverage = Int(line.coverage[(x - ink.x) * line.width + ink.bottom - 1 - y])
        if coverage > 0 { blend(style.colour, coverage: coverage, x: x, y: y) }
      }
    }
    return part
  }
}
