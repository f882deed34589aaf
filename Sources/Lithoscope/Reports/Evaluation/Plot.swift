/// A line of a plot.
struct PlotLine {
  /// Both from 0 to 1.
  let points: [(x: Double, y: Double)]
  /// The style sheet's classes.
  let style: String
}

/// A dot of a plot.
struct PlotPoint {
  let x: Double
  let y: Double
  let radius: Double
  /// What is shown when one points at it.
  let title: String
}

/// A plot of figures from 0 to 1 as SVG within a page.
struct Plot {
  /// Names of the axes.
  let across: String
  let down: String
  let lines: [PlotLine]
  let points: [PlotPoint]
  let title: String

  // In the plot's own units; the page scales it.
  private static let width = 480.0
  private static let height = 340.0
  private static let left = 52.0
  private static let right = 16.0
  private static let top = 12.0
  private static let bottom = 46.0

  /// The element.
  var svg: String {
    let (x0, x1) = (Self.left, Self.width - Self.right)
    let (y0, y1) = (Self.height - Self.bottom, Self.top)
    var parts: [String] = []
    for step in 0...5 {
      let share = Double(step) / 5
      let (x, y) = (place(share, 0).x, place(0, share).y)
      let label = DecimalText.fixed(share, places: 1)
      parts.append("<path class=\"grid\" d=\"M\(n(x0)) \(n(y))H\(n(x1))M\(n(x)) \(n(y0))V\(n(y1))\"/>")
      parts.append("<text x=\"\(n(x))\" y=\"\(n(y0 + 18))\" text-anchor=\"middle\">\(label)</text>")
      parts.append("<text x=\"\(n(x0 - 8))\" y=\"\(n(y + 4))\" text-anchor=\"end\">\(label)</text>")
    }
    let middle = (x0 + x1) / 2
    parts.append(
      "<text x=\"\(n(middle))\" y=\"\(n(Self.height - 6))\" text-anchor=\"middle\">\(HTMLText.escaped(across))</text>"
    )
    parts.append(
      "<text transform=\"translate(14 \(n((y0 + y1) / 2))) rotate(-90)\" text-anchor=\"middle\">"
        + "\(HTMLText.escaped(down))</text>")
    for line in lines where !line.points.isEmpty {
      let path = line.points.map { place($0.x, $0.y) }.map { "\(n($0.x)) \(n($0.y))" }
      parts.append("<path class=\"line \(line.style)\" d=\"M\(path.joined(separator: "L"))\"/>")
    }
    for point in points {
      let (x, y) = place(point.x, point.y)
      parts.append(
        "<circle class=\"dot\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(point.radius))\"><title>"
          + "\(HTMLText.escaped(point.title))</title></circle>")
    }
    return "<svg viewBox=\"0 0 \(n(Self.width)) \(n(Self.height))\" role=\"img\" aria-label=\""
      + "\(HTMLText.escaped(title))\">\(parts.joined())</svg>"
  }

  private func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let inside = { (value: Double) in min(1, max(0, value)) }
    return (
      Self.left + inside(x) * (Self.width - Self.left - Self.right),
      Self.height - Self.bottom - inside(y) * (Self.height - Self.top - Self.bottom)
    )
  }

  private func n(_ value: Double) -> String { DecimalText.fixed(value, places: 1) }
}
