/// A picture of a search: the query and its matches in a grid, each with its rank, similarity, label and name.
///
/// ```swift
/// let sheet = ContactSheet(title: "gneiss-12.jpg", query: query, results: results, footer: "vgg16-block4")
/// try sheet.render().write(to: "result.png")
/// ```
public struct ContactSheet: Sendable {
  /// The image searched for.
  public struct Query: Sendable {
    /// Its pixels, of any size and aspect.
    public var image: PixelBuffer
    /// Its class, if it is known.
    public var label: String?
    /// Its file name.
    public var name: String

    /// A query to show.
    public init(image: PixelBuffer, label: String? = nil, name: String) {
      self.image = image
      self.label = label
      self.name = name
    }
  }

  /// An image found.
  public struct Result: Sendable {
    /// Its pixels, of any size and aspect.
    public var image: PixelBuffer
    /// Its place, 1 the most similar.
    public var rank: Int
    /// The similarity as it shall be read, such as `0.9731`.
    public var score: String
    /// Its class, if it has one.
    public var label: String?
    /// Its file name.
    public var name: String

    /// A match to show.
    public init(image: PixelBuffer, rank: Int, score: String, label: String? = nil, name: String) {
      self.image = image
      self.rank = rank
      self.score = score
      self.label = label
      self.name = name
    }
  }

  /// The heading.
  public var title: String

  /// A line of smaller print under the heading, such as how many images were searched; may be empty.
  public var subtitle: String

  /// The image searched for.
  public var query: Query

  /// The matches in order of rank.
  public var results: [Result]

  /// A line at the bottom, such as which descriptor was used; may be empty.
  public var footer: String

  /// A sheet to render.
  public init(title: String, subtitle: String = "", query: Query, results: [Result], footer: String = "") {
    self.title = title
    self.subtitle = subtitle
    self.query = query
    self.results = results
    self.footer = footer
  }

  /// Draws the sheet. Its size follows from the number of results: about 1,500 pixels wide at most, and at
  /// least wide enough for its texts.
  public func render() -> PixelBuffer {
    let layout = ContactSheetLayout(resultCount: results.count, hasSubtitle: !subtitle.isEmpty)
    var canvas = Canvas(width: layout.width, height: layout.height, background: SheetPalette.paper)
    drawHeader(on: &canvas, layout)
    draw(query, on: &canvas, layout)
    for (index, result) in results.enumerated() {
      draw(result, on: &canvas, layout.cell(index))
    }
    let style = TextStyle(size: 13, colour: SheetPalette.quietInk)
    canvas.draw(
      footer, at: TextPlacement(x: layout.margin, y: layout.footerY, maxWidth: layout.contentWidth),
      style: style)
    return canvas.pixels
  }

  private func drawHeader(on canvas: inout Canvas, _ layout: ContactSheetLayout) {
    canvas.draw(
      title, at: TextPlacement(x: layout.margin, y: layout.titleY, maxWidth: layout.contentWidth),
      style: TextStyle(size: 26, weight: .bold, colour: SheetPalette.ink))
    canvas.draw(
      subtitle, at: TextPlacement(x: layout.margin, y: layout.subtitleY, maxWidth: layout.contentWidth),
      style: TextStyle(size: 15, colour: SheetPalette.quietInk))
    let rule = PixelRectangle(x: layout.margin, y: layout.ruleY, width: layout.contentWidth, height: 1)
    canvas.fill(rule, with: SheetPalette.hairline)
  }

  private func draw(_ query: Query, on canvas: inout Canvas, _ layout: ContactSheetLayout) {
    let cell = layout.queryCell
    SheetCell.drawImage(query.image, in: cell, on: &canvas, frame: SheetPalette.accent, thickness: 2)
    SheetCell.drawCaption(
      heading: "Query", detail: "", label: query.label, name: query.name, under: cell, on: &canvas,
      headingColour: SheetPalette.accent)
  }

  private func draw(_ result: Result, on canvas: inout Canvas, _ cell: PixelRectangle) {
    SheetCell.drawImage(result.image, in: cell, on: &canvas, frame: SheetPalette.hairline, thickness: 1)
    SheetCell.drawCaption(
      heading: result.score, detail: "\(result.rank)", label: result.label, name: result.name, under: cell,
      on: &canvas, headingColour: SheetPalette.ink)
  }
}
