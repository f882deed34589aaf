import Imaging

/// A diagram of numbers over epochs.
struct CurvePanel {
  /// A number over epochs.
  struct Curve {
    let name: String
    let colour: RGBColour
    /// In the order of the epochs; nil where it is not known.
    let values: [(epoch: Int, value: Double?)]
    /// Whether its value at the best epoch is written beside it.
    let showsBest: Bool

    init(name: String, colour: RGBColour, values: [(epoch: Int, value: Double?)], showsBest: Bool = false) {
      self.name = name
      self.colour = colour
      self.values = values.map { ($0.epoch, $0.value.flatMap { $0.isFinite ? $0 : nil }) }
      self.showsBest = showsBest
    }
  }

  let title: String
  let curves: [Curve]
  /// Where the axes are drawn, without the numbers beside them.
  let frame: PixelRectangle
  let epochs: ClosedRange<Int>
  let rows: AxisTicks
  let best: Int?

  private static let titleStyle = TextStyle(size: 16, weight: .bold, colour: SheetPalette.ink)
  private static let legendStyle = TextStyle(size: 14, colour: SheetPalette.ink)
  private static let tickStyle = TextStyle(size: 13, colour: SheetPalette.quietInk)
  private static let bestStyle = TextStyle(size: 13, weight: .bold, colour: SheetPalette.ink)
  /// Epochs beyond which dots would run into each other.
  private static let mostDots = 40
  /// Room above the frame, for title and legend.
  static let headerHeight = 32

  private func place(_ epoch: Int, _ value: Double) -> CanvasPoint {
    let extent = Double(epochs.upperBound - epochs.lowerBound)
    let across = extent > 0 ? Double(epoch - epochs.lowerBound) / extent : 0.5
    let up = (value - rows.low) / (rows.high - rows.low)
    return CanvasPoint(
      x: Double(frame.x) + across * Double(frame.width),
      y: Double(frame.bottom) - up * Double(frame.height))
  }

  /// Draws the panel.
  ///
  /// - Parameter namesEpochs: Whether the numbers of the epochs stand below.
  func draw(on canvas: inout Canvas, namesEpochs: Bool) {
    drawHeader(on: &canvas)
    drawAxes(on: &canvas, namesEpochs: namesEpochs)
    drawBestLine(on: &canvas)
    for curve in curves { draw(curve, on: &canvas) }
    for curve in curves { drawBest(of: curve, on: &canvas) }
  }

  private func drawHeader(on canvas: inout Canvas) {
    let y = frame.y - Self.headerHeight
    let ink = canvas.draw(
      title, at: TextPlacement(x: frame.x, y: y, maxWidth: frame.width / 2), style: Self.titleStyle)
    var x = ink.right + 28
    for curve in curves {
      let swatch = [(x, y + 11), (x + 22, y + 11)].map { CanvasPoint(x: Double($0.0), y: Double($0.1)) }
      canvas.drawLine(through: swatch, thickness: 3, colour: curve.colour)
      let name = canvas.draw(
        curve.name, at: TextPlacement(x: x + 30, y: y + 2, maxWidth: max(1, frame.right - x - 30)),
        style: Self.legendStyle)
      x = name.right + 22
    }
  }

  private func drawAxes(on canvas: inout Canvas, namesEpochs: Bool) {
    for value in rows.values {
      let y = Int(place(epochs.lowerBound, value).y.rounded())
      canvas.fill(
        PixelRectangle(x: frame.x, y: y, width: frame.width, height: 1), with: SheetPalette.hairline)
      canvas.draw(
        rows.text(value), at: TextPlacement(x: frame.x - 10, y: y - 9, alignment: .trailing),
        style: Self.tickStyle)
    }
    let ticks = AxisTicks(
      around: Double(epochs.lowerBound)...Double(epochs.upperBound), steps: 10, leastStep: 1)
    for epoch in ticks.values.map({ Int($0) }) where epochs.contains(epoch) {
      let x = Int(place(epoch, rows.low).x.rounded())
      canvas.fill(PixelRectangle(x: x, y: frame.bottom, width: 1, height: 5), with: SheetPalette.quietInk)
      guard namesEpochs else { continue }
      canvas.draw(
        "\(epoch)", at: TextPlacement(x: x, y: frame.bottom + 8, alignment: .centre), style: Self.tickStyle)
    }
    canvas.fill(
      PixelRectangle(x: frame.x, y: frame.bottom, width: frame.width, height: 1), with: SheetPalette.quietInk)
  }

  private func drawBestLine(on canvas: inout Canvas) {
    guard let best else { return }
    let x = Int(place(best, rows.low).x.rounded())
    for y in stride(from: frame.y, to: frame.bottom, by: 7) {
      canvas.fill(PixelRectangle(x: x, y: y, width: 1, height: 4), with: SheetPalette.quietInk)
    }
  }

  private func draw(_ curve: Curve, on canvas: inout Canvas) {
    // Where a value is not known the line is interrupted.
    let stretches = curve.values.split { $0.value == nil }.map { stretch in
      stretch.compactMap { epoch, value in value.map { place(epoch, $0) } }
    }
    for stretch in stretches {
      canvas.drawLine(through: stretch, thickness: 2.5, colour: curve.colour)
      guard curve.values.count <= Self.mostDots else { continue }
      for point in stretch { canvas.drawDot(at: point, radius: 3, colour: curve.colour) }
    }
  }

  private func drawBest(of curve: Curve, on canvas: inout Canvas) {
    guard curve.showsBest, let best, let value = curve.values.first(where: { $0.epoch == best })?.value else {
      return
    }
    let point = place(best, value)
    canvas.drawDot(at: point, radius: 7, colour: curve.colour)
    canvas.drawDot(at: point, radius: 4, colour: SheetPalette.paper)
    let isFarRight = point.x > Double(frame.x + frame.width * 3 / 4)
    // Below the point where there is room: curves come from below left and go on to the right.
    let isLow = point.y > Double(frame.bottom - 36)
    canvas.draw(
      DecimalText.fixed(value, places: 3),
      at: TextPlacement(
        x: Int(point.x) + (isFarRight ? -10 : 10), y: Int(point.y) + (isLow ? -28 : 10),
        alignment: isFarRight ? .trailing : .leading), style: Self.bestStyle)
  }
}
