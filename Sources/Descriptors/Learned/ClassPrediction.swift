import Glibc

/// The classes that a classifier thinks an image may be of, with their calibrated probabilities.
public struct ClassPrediction: Sendable, Equatable {
  /// A class and its probability.
  public struct Class: Sendable, Hashable {
    /// The class.
    public let label: String
    /// How probable it is, 0…1; those of all classes add up to 1.
    public let probability: Double
  }

  /// Until so much of the probability is covered, a search within classes takes the next class along.
  public static let usualCoverage = 0.95

  /// All classes of the model, the most probable first; of equals the first one in the model's order.
  public let classes: [Class]

  /// Makes probabilities of class scores: softmax(score / T), with the temperature T that was fitted on images the
  /// network had not learned from (Guo et al., 2017).
  ///
  /// - Parameters:
  ///   - scores: one for each of `labels`, finite.
  ///   - temperature: above 0.
  public init(scores: [Float], labels: [String], temperature: Double) {
    precondition(scores.count == labels.count, "there is a score for each class")
    let scaled = scores.map { Double($0) / temperature }
    // Relative to the largest, so that no power overflows.
    let most = scaled.max() ?? 0
    let powers = scaled.map { exp($0 - most) }
    let sum = powers.reduce(0, +)
    let order = powers.indices.sorted { powers[$0] != powers[$1] ? powers[$0] > powers[$1] : $0 < $1 }
    classes = order.map { Class(label: labels[$0], probability: powers[$0] / sum) }
  }

  /// The most probable classes that together reach a probability: one, where that one does.
  public func mostProbable(reaching coverage: Double = usualCoverage) -> [Class] {
    var chosen: [Class] = []
    var covered = 0.0
    for candidate in classes where covered < coverage {
      chosen.append(candidate)
      covered += candidate.probability
    }
    return chosen
  }
}
