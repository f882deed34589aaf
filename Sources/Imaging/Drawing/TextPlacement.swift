/// Where a line of text goes and how much room it has.
public struct TextPlacement: Sendable, Equatable {
  /// Which part of the line lies at its `x`.
  public enum Alignment: Sendable {
    /// The line begins there.
    case leading
    /// The line's middle lies there.
    case centre
    /// The line ends there.
    case trailing
  }

  /// What gives way to "…" when the line is too long.
  public enum Omission: Sendable {
    /// The end, as in a sentence.
    case end
    /// The middle, as in a file name, whose end tells as much as its beginning.
    case middle
  }

  /// Column of the line's beginning, middle or end.
  public var x: Int

  /// Row of the line's top.
  public var y: Int

  /// The widest the line may be, in pixels.
  public var maxWidth: Int

  /// What `x` means.
  public var alignment: Alignment

  /// What gives way.
  public var omission: Omission

  /// A place for a line.
  public init(
    x: Int, y: Int, maxWidth: Int = .max, alignment: Alignment = .leading, omission: Omission = .end
  ) {
    self.x = x
    self.y = y
    self.maxWidth = maxWidth
    self.alignment = alignment
    self.omission = omission
  }
}
