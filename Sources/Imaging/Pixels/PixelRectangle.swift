/// A rectangle of whole pixels; `x` grows to the right, `y` downwards.
public struct PixelRectangle: Sendable, Hashable {
  /// The first column.
  public var x: Int

  /// The first row.
  public var y: Int

  /// Columns, 0 or more.
  public var width: Int

  /// Rows, 0 or more.
  public var height: Int

  /// A rectangle from its upper left pixel and its size; negative sizes count as 0.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The column after the last.
  public var right: Int { x + width }

  /// The row after the last.
  public var bottom: Int { y + height }

  /// True when it has no pixel.
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// What both rectangles cover.
  public func intersection(_ other: PixelRectangle) -> PixelRectangle {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return PixelRectangle(
      x: left, y: top, width: min(right, other.right) - left, height: min(bottom, other.bottom) - top)
  }

  /// The rectangle without a margin of `amount` pixels on every side.
  public func insetBy(_ amount: Int) -> PixelRectangle {
    PixelRectangle(x: x + amount, y: y + amount, width: width - 2 * amount, height: height - 2 * amount)
  }
}
