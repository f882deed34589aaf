/// A picture of a search in which each match stands beside the query, over bars for what makes them similar.
public struct ExplanationSheet: Sendable {
  /// What one part of the description brings to a similarity.
  public struct Part: Sendable {
    /// The part's name.
    public var name: String
    /// What it brings, as it shall be read.
    public var text: String
    /// What it brings; below zero it takes away.
    public var value: Double
    /// The most that it could bring.
    public var most: Double

    /// A bar to draw.
    public init(name: String, text: String, value: Double, most: Double) {
      self.name = name
      self.text = text
      self.value = value
      self.most = most
    }
  }

  /// A match beside the query.
  public struct Pair: Sendable {
    /// The query's picture for this match, of any size and aspect.
    public var query: PixelBuffer
    /// The match with its caption.
    public var match: ContactSheet.Result
    /// The bars.
    public var parts: [Part]

    /// A pair to show.
    public init(query: PixelBuffer, match: ContactSheet.Result, parts: [Part]) {
      self.query = query
      self.match = match
      self.parts = parts
    }
  }

  /// The heading.
  public var title: String
  /// A line of smaller print under the heading.
  public var subtitle: String
  /// Lines that say what is to be seen; the last may name the colours.
  public var notes: [String]
  /// What the darkest and the brightest colour mean, where pictures are under heat.
  public var scale: (low: String, high: String)?
  /// The matches in order of rank.
  public var pairs: [Pair]
  /// A line at the bottom.
  public var footer: String

  /// A sheet to render.
  public init(
    title: String, subtitle: String, notes: [String], scale: (low: String, high: String)?, pairs: [Pair],
    footer: String
  ) {
    self.title = title
    self.subtitle = subtitle
    self.notes = notes
    self.scale = scale
    self.pairs = pairs
    self.footer = footer
  }

  /// Draws the sheet, two pairs a row.
  public func render() -> PixelBuffer {
    let layout = ExplanationSheetLayout(
      pairs: pairs.count, notes: notes.count, hasScale: scale != nil,
      parts: pairs.map(\.parts.count).max() ?? 0)
    var canvas = Canvas(width: layout.width, height: layout.height, background: SheetPalette.paper)
    drawHeader(on: &canvas, layout)
    for (index, pair) in pairs.enumerated() { draw(pair, on: &canvas, layout, layout.origin(index)) }
    canvas.draw(
      footer, at: TextPlacement(x: layout.margin, y: layout.footerY, maxWidth: layout.contentWidth),
      style: TextStyle(size: 13, colour: SheetPalette.quietInk))
    return canvas.pixels
  }

  private func drawHeader(on canvas: inout Canvas, _ layout: ExplanationSheetLayout) {
    func line(_ text: String, _ y: Int, _ style: TextStyle) {
      canvas.draw(
        text, at: TextPlacement(x: layout.margin, y: y, maxWidth: layout.contentWidth), style: style)
    }
    line(title, layout.titleY, TextStyle(size: 26, weight: .bold, colour: SheetPalette.ink))
    line(subtitle, layout.subtitleY, TextStyle(size: 15, colour: SheetPalette.quietInk))
    for (index, note) in notes.enumerated() {
      line(note, layout.noteY(index), TextStyle(size: 14, colour: SheetPalette.ink))
    }
    if let scale { drawScale(scale, on: &canvas, layout) }
    canvas.fill(
      PixelRectangle(x: layout.margin, y: layout.ruleY, width: layout.contentWidth, height: 1),
      with: SheetPalette.hairline)
  }

  private func drawScale(
    _ scale: (low: String, high: String), on canvas: inout Canvas, _ layout: ExplanationSheetLayout
  ) {
    let style = TextStyle(size: 14, colour: SheetPalette.ink)
    let ink = canvas.draw(scale.low, at: TextPlacement(x: layout.margin, y: layout.scaleY), style: style)
    let left = ink.right + layout.partGap
    for column in 0..<layout.scaleWidth {
      let colour = PerceptualColourMap.colour(of: Float(column) / Float(layout.scaleWidth - 1))
      canvas.fill(
        PixelRectangle(x: left + column, y: layout.scaleY + 2, width: 1, height: layout.scaleHeight),
        with: colour)
    }
    canvas.draw(
      scale.high, at: TextPlacement(x: left + layout.scaleWidth + layout.partGap, y: layout.scaleY),
      style: style)
  }

  private func draw(
    _ pair: Pair, on canvas: inout Canvas, _ layout: ExplanationSheetLayout, _ origin: (x: Int, y: Int)
  ) {
    let side = layout.pictureSide
    let query = PixelRectangle(x: origin.x, y: origin.y, width: side, height: side)
    let match = PixelRectangle(
      x: origin.x + side + layout.pairGap, y: origin.y, width: side, height: side)
    SheetCell.drawImage(pair.query, in: query, on: &canvas, frame: SheetPalette.accent, thickness: 2)
    SheetCell.drawImage(pair.match.image, in: match, on: &canvas, frame: SheetPalette.hairline, thickness: 1)
    SheetCell.drawCaption(
      heading: pair.match.score, detail: "\(pair.match.rank)", label: pair.match.label, name: pair.match.name,
      under: match, on: &canvas, headingColour: SheetPalette.ink)
    canvas.draw(
      "Query", at: TextPlacement(x: query.x, y: query.bottom + 9, maxWidth: side),
      style: TextStyle(size: 17, weight: .bold, colour: SheetPalette.accent))
    let most = max(pair.parts.map { max($0.most, abs($0.value)) }.max() ?? 1, .leastNormalMagnitude)
    for (index, part) in pair.parts.enumerated() {
      draw(part, of: most, on: &canvas, layout, x: origin.x, y: layout.partY(index, origin.y))
    }
  }

  /// A name, a bar in its track, and the number.
  private func draw(
    _ part: Part, of most: Double, on canvas: inout Canvas, _ layout: ExplanationSheetLayout, x: Int, y: Int
  ) {
    let style = TextStyle(size: 13, colour: SheetPalette.ink)
    let right = x + layout.pairWidth
    canvas.draw(
      part.name, at: TextPlacement(x: x, y: y, maxWidth: layout.nameWidth, omission: .middle), style: style)
    canvas.draw(
      part.text, at: TextPlacement(x: right, y: y, maxWidth: layout.numberWidth, alignment: .trailing),
      style: style)
    let left = x + layout.nameWidth + layout.partGap
    let room = Double(right - layout.numberWidth - layout.partGap - left)
    func bar(_ length: Double, _ colour: RGBColour) {
      let width = Int((room * length / most).rounded())
      canvas.fill(PixelRectangle(x: left, y: y + 4, width: width, height: layout.barHeight), with: colour)
    }
    bar(part.most, SheetPalette.hairline)
    bar(abs(part.value), part.value < 0 ? SheetPalette.quietInk : SheetPalette.accent)
  }
}
