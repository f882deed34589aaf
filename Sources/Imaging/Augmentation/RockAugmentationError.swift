/// Why an augmentation cannot be made of its name.
public enum RockAugmentationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A part of the name is no means of augmentation.
  case unknownMeans(String, known: [String])

  /// The reason and the remedy, in one sentence.
  public var description: String {
    switch self {
    case .unknownMeans(let means, let known):
      """
      Images cannot be augmented by “\(means)”; join what you want of \(known.joined(separator: ", ")) with +, \
      or write none.
      """
    }
  }
}
