/// The few colours of a sheet: warm paper, ink, and one accent.
public enum SheetPalette {
  /// The background.
  public static let paper = RGBColour(250, 249, 246)
  /// The background of a part of a sheet.
  public static let mat = RGBColour(241, 239, 234)
  /// What is to be read.
  public static let ink = RGBColour(34, 32, 30)
  /// What is to be read if one likes.
  public static let quietInk = RGBColour(122, 117, 110)
  /// Rules and frames.
  public static let hairline = RGBColour(216, 212, 204)
  /// What stands out.
  public static let accent = RGBColour(176, 84, 42)
}
