/// A size that the network cannot be given.
public struct InputSizeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was asked for.
  let text: String

  /// The reason and the remedy.
  public var description: String {
    let sides = InputSize.sides
    return "“\(text.prefix(20))” is no input size; give auto, square, or a number of pixels from "
      + "\(sides.lowerBound) to \(sides.upperBound), such as 320."
  }
}
