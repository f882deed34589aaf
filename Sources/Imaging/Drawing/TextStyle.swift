/// How a line of text looks.
public struct TextStyle: Sendable, Equatable {
  /// How heavy the letters are.
  public enum Weight: String, Sendable {
    /// For reading.
    case regular = ""
    /// For headings.
    case bold = "Bold"
  }

  /// Font size in pixels: the height of a line without spacing, about.
  public var size: Int

  /// How heavy the letters are.
  public var weight: Weight

  /// The letters' colour.
  public var colour: RGBColour

  /// A style in DejaVu Sans, which every Debian with Pango has; where it is missing the system's own sans
  /// serif stands in.
  public init(size: Int, weight: Weight = .regular, colour: RGBColour = .black) {
    self.size = size
    self.weight = weight
    self.colour = colour
  }

  /// From the top of a line to the top of the next.
  public var lineHeight: Int { (size * 7 + 4) / 5 }

  /// The width of a line of text that nothing shortens, in pixels; 0 where there is nothing to show.
  public func width(of text: String) -> Int {
    TextLine(text, style: self, maxWidth: .max, omission: .end)?.extent ?? 0
  }

  /// As Pango names a font.
  var fontDescription: String { "DejaVu Sans, Sans \(weight.rawValue) \(size)px" }
}
