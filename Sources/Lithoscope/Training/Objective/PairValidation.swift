import Neural

/// How well a Siamese network agrees with judgements that it was not taught.
struct PairValidation {
  /// Pairs of rows.
  let pairs: [EmbeddingPair]
  let loss: ContrastiveLoss

  /// Judges embeddings `[N, D]` of unit length: the chance that a pair judged alike is more similar than one that
  /// was not (the area under the ROC curve; Hanley & McNeil 1982), where there are both.
  func callAsFunction(_ embeddings: Tensor) -> Validation {
    let loss = Double(self.loss(embeddings, pairs: pairs).value)
    let similarities = pairs.map { pair in
      zip(embeddings.slice(pair.first), embeddings.slice(pair.second)).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    }
    guard let area = Self.areaUnderCurve(similarities, pairs.map(\.isSame)) else {
      return Validation(quality: ValidationQuality(loss: loss), metrics: [:])
    }
    let positives = pairs.count(where: \.isSame)
    let error = ClassValidation.standardError(of: area, over: min(positives, pairs.count - positives))
    return Validation(
      quality: ValidationQuality(score: area, error: error, loss: loss), metrics: ["area_under_curve": area])
  }

  /// By ranks, equals in the middle; nil where all are alike, or none is.
  static func areaUnderCurve(_ similarities: [Float], _ isSame: [Bool]) -> Double? {
    let positives = isSame.count(where: \.self)
    let negatives = isSame.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    let order = similarities.indices.sorted { similarities[$0] < similarities[$1] }
    var (rankSum, start) = (0.0, 0)
    while start < order.count {
      var end = start
      while end < order.count, similarities[order[end]] == similarities[order[start]] { end += 1 }
      let rank = Double(start + 1 + end) / 2
      for place in order[start..<end] where isSame[place] { rankSum += rank }
      start = end
    }
    return (rankSum - Double(positives * (positives + 1)) / 2) / Double(positives * negatives)
  }
}
