/// A picture with its caption.
enum SheetCell {
  /// Draws an image in the middle of its cell, on a mat, with a frame around the cell.
  static func drawImage(
    _ image: PixelBuffer, in cell: PixelRectangle, on canvas: inout Canvas, frame: RGBColour, thickness: Int
  ) {
    canvas.fill(cell, with: SheetPalette.mat)
    let inner = cell.insetBy(thickness)
    let fitted = image.fitted(intoWidth: inner.width, height: inner.height)
    canvas.draw(
      fitted, x: inner.x + (inner.width - fitted.width) / 2, y: inner.y + (inner.height - fitted.height) / 2)
    canvas.frame(cell, with: frame, thickness: thickness)
  }

  /// Draws three lines under a cell: a heading with a detail at its other end, the label, the name.
  static func drawCaption(
    heading: String, detail: String, label: String?, name: String, under cell: PixelRectangle,
    on canvas: inout Canvas, headingColour: RGBColour
  ) {
    let headingStyle = TextStyle(size: 17, weight: .bold, colour: headingColour)
    let detailStyle = TextStyle(size: 14, colour: SheetPalette.quietInk)
    let headingY = cell.bottom + 9
    canvas.draw(
      heading, at: TextPlacement(x: cell.x, y: headingY, maxWidth: cell.width), style: headingStyle)
    canvas.draw(
      detail,
      at: TextPlacement(x: cell.right, y: headingY + 3, maxWidth: cell.width / 3, alignment: .trailing),
      style: detailStyle)
    var y = headingY + 25
    if let label, !label.isEmpty {
      canvas.draw(
        label, at: TextPlacement(x: cell.x, y: y, maxWidth: cell.width),
        style: TextStyle(size: 14, colour: SheetPalette.ink))
      y += 20
    }
    canvas.draw(
      name, at: TextPlacement(x: cell.x, y: y, maxWidth: cell.width, omission: .middle),
      style: TextStyle(size: 12, colour: SheetPalette.quietInk))
  }
}
