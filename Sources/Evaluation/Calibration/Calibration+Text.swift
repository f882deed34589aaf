extension Calibration {
  /// A text that ``init(encoded:)`` reads back exactly: `isotonic1 PAIRS POSITIVES SIMILARITY:PROBABILITY …`.
  public var encoded: String {
    let curve = points.map { "\($0.similarity):\($0.probability)" }
    return (["\(Self.mark)", "\(pairs)", "\(positives)"] + curve).joined(separator: " ")
  }

  /// Reads what ``encoded`` wrote.
  ///
  /// - Returns: `nil` for anything else: other words, more than ``mostPoints`` points, numbers that are not
  ///   finite or outside their ranges, a curve that descends.
  public init?(encoded: String) {
    guard encoded.utf8.count <= Self.longestText else { return nil }
    let words = encoded.split(
      separator: " ", maxSplits: Self.mostPoints + 3, omittingEmptySubsequences: false)
    guard words.count >= 4, words[0] == Self.mark, let pairs = Int(words[1]), let positives = Int(words[2])
    else { return nil }
    var points: [CalibrationPoint] = []
    for word in words.dropFirst(3) {
      let numbers = word.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard numbers.count == 2, let similarity = Double(numbers[0]), let probability = Double(numbers[1])
      else { return nil }
      points.append(CalibrationPoint(similarity: similarity, probability: probability))
    }
    self.init(points: points, pairs: pairs, positives: positives)
  }

  /// The first word: the kind of curve and the version of the text.
  private static let mark = "isotonic1"
  /// Bytes for the longest text: 64 for the head and for each point, whose two numbers take at most 24
  /// each.
  private static let longestText = 64 * (mostPoints + 1)
}
