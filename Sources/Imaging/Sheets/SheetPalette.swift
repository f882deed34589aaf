/// The few colours of a sheet: warm paper, ink, and one accent.
enum SheetPalette {
  static let paper = RGBColour(250, 249, 246)
  static let mat = RGBColour(241, 239, 234)
  static let ink = RGBColour(34, 32, 30)
  static let quietInk = RGBColour(122, 117, 110)
  static let hairline = RGBColour(216, 212, 204)
  static let accent = RGBColour(176, 84, 42)
}
