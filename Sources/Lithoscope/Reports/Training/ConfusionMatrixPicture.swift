import Imaging

/// Draws a confusion matrix.
struct ConfusionMatrixPicture {
  private let matrix: ConfusionMatrix
  private let title: String
  private let cell: Int
  private let nameStyle: TextStyle
  private let nameRoom: Int
  private let columnNameRoom: Int

  private static let margin = 48
  private static let titleRoom = 74
  private static let mostNameRoom = 190
  private static let mostColumnNameRoom = 150
  /// The word "precision" stands below the names.
  private static let precisionRoom = 64
  private static let axisRoom = 26
  private static let figureRoom = 56
  private static let footerRoom = 54
  private static let gap = 10
  private static let largestGrid = 900
  /// Few classes get large cells, and many ones that still hold three digits.
  private static let cellSides = 30...72
  private static let leastWidth = 700

  private static let right = RGBColour(36, 84, 130)
  private static let wrong = RGBColour(188, 84, 36)

  init(_ matrix: ConfusionMatrix, title: String) {
    self.matrix = matrix
    self.title = title
    let fitting = Self.largestGrid / max(1, matrix.classes.count)
    cell = max(Self.cellSides.lowerBound, min(Self.cellSides.upperBound, fitting))
    nameStyle = TextStyle(size: cell < 40 ? 13 : 15, colour: SheetPalette.ink)
    let longest = matrix.classes.map(nameStyle.width).max() ?? 0
    nameRoom = max(Self.precisionRoom, min(Self.mostNameRoom, longest))
    columnNameRoom = min(Self.mostColumnNameRoom, longest)
  }

  private var side: Int { cell * matrix.classes.count }
  private var grid: PixelRectangle {
    PixelRectangle(
      x: Self.margin + Self.axisRoom + nameRoom + Self.gap,
      y: Self.margin + Self.titleRoom + Self.axisRoom + columnNameRoom + Self.gap, width: side,
      height: side)
  }
  private var width: Int { max(Self.leastWidth, grid.right + Self.gap + Self.figureRoom + Self.margin) }
  private var height: Int { grid.bottom + Self.gap + 24 + Self.footerRoom + Self.margin / 2 }

  private static let quietStyle = TextStyle(size: 13, colour: SheetPalette.quietInk)
  private static let axisStyle = TextStyle(size: 14, weight: .bold, colour: SheetPalette.ink)

  func render() -> PixelBuffer {
    var canvas = Canvas(width: width, height: height, background: SheetPalette.paper)
    let room = width - 2 * Self.margin
    canvas.draw(
      title, at: TextPlacement(x: Self.margin, y: Self.margin - 12, maxWidth: room),
      style: TextStyle(size: 24, weight: .bold, colour: SheetPalette.ink))
    canvas.draw(
      matrix.summary, at: TextPlacement(x: Self.margin, y: Self.margin + 26, maxWidth: room),
      style: TextStyle(size: 15, colour: SheetPalette.quietInk))
    drawNames(on: &canvas)
    for truth in matrix.classes.indices {
      for prediction in matrix.classes.indices { drawCell(truth, prediction, on: &canvas) }
    }
    drawRules(on: &canvas)
    drawFigures(on: &canvas)
    canvas.draw(
      "The darker, the larger the share of its row: blue is right, orange is wrong. Lithoscope",
      at: TextPlacement(x: Self.margin, y: height - Self.margin - 4, maxWidth: room), style: Self.quietStyle)
    return canvas.pixels
  }

  private func drawNames(on canvas: inout Canvas) {
    canvas.draw(
      "predicted",
      at: TextPlacement(x: grid.x + side / 2, y: Self.margin + Self.titleRoom, alignment: .centre),
      style: Self.axisStyle)
    canvas.drawUpward(
      "true", at: TextPlacement(x: Self.margin, y: grid.y + side / 2, alignment: .centre),
      style: Self.axisStyle)
    let middle = (cell - nameStyle.lineHeight) / 2
    for (number, name) in matrix.classes.enumerated() {
      canvas.draw(
        name,
        at: TextPlacement(
          x: grid.x - Self.gap, y: grid.y + number * cell + middle, maxWidth: nameRoom,
          alignment: .trailing,
          omission: .middle), style: nameStyle)
      canvas.drawUpward(
        name,
        at: TextPlacement(
          x: grid.x + number * cell + middle, y: grid.y - Self.gap, maxWidth: columnNameRoom,
          omission: .middle
        ), style: nameStyle)
    }
  }

  private func drawCell(_ truth: Int, _ prediction: Int, on canvas: inout Canvas) {
    let count = matrix.counts[truth][prediction]
    let place = PixelRectangle(
      x: grid.x + prediction * cell, y: grid.y + truth * cell, width: cell, height: cell)
    let share = count == 0 ? 0 : Double(count) / Double(matrix.images(of: truth))
    let full = truth == prediction ? Self.right : Self.wrong
    // The root lets a few errors among many images be seen.
    let strength = share.squareRoot()
    let empty = truth == prediction ? SheetPalette.mat : SheetPalette.paper
    canvas.fill(place, with: Self.mix(empty, full, strength))
    guard count > 0 else { return }
    let size = cell < 40 ? 11 : cell < 56 ? 14 : 17
    let style = TextStyle(
      size: size, weight: truth == prediction ? .bold : .regular,
      colour: strength > 0.55 ? .white : SheetPalette.ink)
    canvas.draw(
      Self.short(count),
      at: TextPlacement(
        x: place.x + cell / 2, y: place.y + (cell - style.lineHeight) / 2, alignment: .centre),
      style: style)
  }

  /// Lines between the cells, and a frame.
  private func drawRules(on canvas: inout Canvas) {
    for number in 0...matrix.classes.count {
      let offset = number * cell
      canvas.fill(
        PixelRectangle(x: grid.x + offset, y: grid.y, width: 1, height: side + 1), with: SheetPalette.hairline
      )
      canvas.fill(
        PixelRectangle(x: grid.x, y: grid.y + offset, width: side + 1, height: 1), with: SheetPalette.hairline
      )
    }
  }

  /// Recalls beside the rows, precisions below the columns.
  private func drawFigures(on canvas: inout Canvas) {
    let style = TextStyle(size: cell < 40 ? 11 : 13, colour: SheetPalette.quietInk)
    let middle = (cell - style.lineHeight) / 2
    canvas.draw(
      "recall",
      at: TextPlacement(x: grid.right + Self.gap, y: grid.y - style.lineHeight - Self.gap / 2), style: style)
    canvas.draw(
      "precision",
      at: TextPlacement(x: grid.x - Self.gap, y: grid.bottom + Self.gap, alignment: .trailing), style: style)
    for number in matrix.classes.indices {
      canvas.draw(
        ConfusionMatrix.text(matrix.recall(of: number)),
        at: TextPlacement(x: grid.right + Self.gap, y: grid.y + number * cell + middle), style: style)
      canvas.draw(
        ConfusionMatrix.text(matrix.precision(of: number)),
        at: TextPlacement(
          x: grid.x + number * cell + cell / 2, y: grid.bottom + Self.gap, alignment: .centre),
        style: style)
    }
  }

  /// A count that has room in a cell: `9999`, `12k`, `3M`.
  private static func short(_ count: Int) -> String {
    count < 10_000 ? "\(count)" : count < 1_000_000 ? "\(count / 1000)k" : "\(count / 1_000_000)M"
  }

  private static func mix(_ from: RGBColour, _ to: RGBColour, _ share: Double) -> RGBColour {
    func level(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
    }
    return RGBColour(level(from.red, to.red), level(from.green, to.green), level(from.blue, to.blue))
  }
}
