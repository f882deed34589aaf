/// An opaque sRGB colour, 8 bits a channel.
public struct RGBColour: Sendable, Hashable {
  /// Red, 0–255.
  public let red: UInt8

  /// Green, 0–255.
  public let green: UInt8

  /// Blue, 0–255.
  public let blue: UInt8

  /// A colour from its three values.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A grey, 0 black to 255 white.
  public init(grey: UInt8) {
    self.init(grey, grey, grey)
  }

  /// Full white.
  public static let white = RGBColour(grey: 255)

  /// Full black.
  public static let black = RGBColour(grey: 0)
}
