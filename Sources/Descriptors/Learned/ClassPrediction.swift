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
    // Relative to the largest, so that no power overflows, nor a quotient by a small temperature.
    let most = scores.max().map { Double($0) } ?? 0
    let powers = scores.map { exp((Double($0) - most) / temperature) }
    let sum = powers.reduce(0, +)
    let order = powers.indices.sorted { powers[$0] != powers[$1] ? powers[$0] > powers[$1] : $0 < $1 }
    classes = order.map { Class(label: labels[$0], probability: powers[$0] / sum) }
  }

  private init(_ classes: [Class]) { self.classes = classes }

  /// The mean of the probabilities that several images of one thing have.
  ///
  /// - Parameter predictions: of one classifier, at least one.
  public static func mean(of predictions: [ClassPrediction]) -> ClassPrediction {
    precondition(!predictions.isEmpty, "a mean is of at least one")
    if predictions.count == 1 { return predictions[0] }
    var sums: [String: Double] = [:]
    for candidate in predictions.flatMap(\.classes) {
      sums[candidate.label, default: 0] += candidate.probability
    }
    // In the order of the first one's classes where sums are equal.
    let means = predictions[0].classes.map { candidate in
      Class(label: candidate.label, probability: (sums[candidate.label] ?? 0) / Double(predictions.count))
    }
    let order = means.indices.sorted {
      means[$0].probability != means[$1].probability ? means[$0].probability > means[$1].probability : $0 < $1
    }
    return ClassPrediction(order.map { means[$0] })
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
