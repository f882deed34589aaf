import Imaging

/// A rectangle of a query image: the part that is asked for.
///
/// Written `x,y,width,height` from the upper left corner of the upright image: in pixels (`120,80,300,200`),
/// in percent of its sides (`10%,20%,50%,50%`) or in fractions of them (`0.1,0.2,0.5,0.5`, told from pixels by
/// a decimal point anywhere). The three do not mix, but 0 needs no sign.
public struct QueryRegion: Sendable, Hashable {
  /// What the four numbers count.
  public enum Unit: Sendable, Hashable {
    /// Pixels of the upright image at full size.
    case pixels
    /// Shares of its width and its height, 0…1.
    case shares
  }

  /// What the numbers count.
  public let unit: Unit
  /// From the left edge, 0 or more.
  public let x: Double
  /// From the upper edge, 0 or more.
  public let y: Double
  /// More than 0.
  public let width: Double
  /// More than 0.
  public let height: Double

  /// A rectangle.
  ///
  /// - Throws: ``QueryRegionError`` for one without area, with a negative corner, or in shares beyond the image.
  public init(x: Double, y: Double, width: Double, height: Double, in unit: Unit) throws(QueryRegionError) {
    let text = [x, y, width, height].map { "\($0)" }.joined(separator: ",")
    try self.init(x, y, width, height, unit, text)
  }

  /// A rectangle as it is written on a command line.
  ///
  /// - Throws: ``QueryRegionError``.
  public init(_ text: String) throws(QueryRegionError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      String(part.drop { $0 == " " })
    }
    guard parts.count == 4 else { throw .unreadable(text) }
    let isPercent = parts.contains { $0.hasSuffix("%") }
    let isFraction = !isPercent && parts.contains { $0.contains(".") }
    var values: [Double] = []
    for part in parts {
      let digits = part.hasSuffix("%") ? part.dropLast() : part[...]
      // Plain digits only: `Double` would take words and hexadecimals as well.
      guard digits.contains(where: \.isNumber),
        digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
        let value = Double(digits), value.isFinite
      else { throw .unreadable(text) }
      guard !isPercent || part.hasSuffix("%") || value == 0 else { throw .mixed(text) }
      values.append(isPercent ? value / 100 : value)
    }
    let unit = isPercent || isFraction ? Unit.shares : .pixels
    try self.init(values[0], values[1], values[2], values[3], unit, text)
  }

  private init(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ unit: Unit, _ text: String
  ) throws(QueryRegionError) {
    guard x >= 0, y >= 0, width > 0, height > 0 else { throw .noArea(text) }
    // 70 % and 30 % as fractions add up to a hair more than 1.
    let tolerance = 1e-9
    if unit == .shares, x + width > 1 + tolerance || y + height > 1 + tolerance {
      throw .beyondShares(text)
    }
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.unit = unit
  }

  /// The whole pixels that the rectangle covers of an upright image; at least one.
  ///
  /// - Throws: ``QueryRegionError/beyondImage(region:width:height:)``.
  public func rectangle(width imageWidth: Int, height imageHeight: Int) throws(QueryRegionError)
    -> PixelRectangle
  {
    if unit == .pixels, x + width > Double(imageWidth) || y + height > Double(imageHeight) {
      throw .beyondImage(
        region: [x, y, width, height].map { number in Int(exactly: number).map { "\($0)" } ?? "\(number)" }
          .joined(separator: ","), width: imageWidth, height: imageHeight)
    }
    let (left, columns) = Self.pixels(x, width, unit, of: imageWidth)
    let (top, rows) = Self.pixels(y, height, unit, of: imageHeight)
    return PixelRectangle(x: left, y: top, width: columns, height: rows)
  }

  /// A stretch of a side in whole pixels: where it starts and how many.
  private static func pixels(_ start: Double, _ length: Double, _ unit: Unit, of side: Int) -> (Int, Int) {
    let scale = unit == .shares ? Double(side) : 1
    let first = min(Int((start * scale).rounded()), side - 1)
    let end = min(max(Int(((start + length) * scale).rounded()), first + 1), side)
    return (first, end - first)
  }
}
