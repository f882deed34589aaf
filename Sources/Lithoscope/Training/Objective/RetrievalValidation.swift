import Evaluation
import Neural

/// How well like is found with like among images kept for it, each of them asking all others.
struct RetrievalValidation {
  /// The class of each image.
  let labels: [Int]
  let classNames: [String]
  let loss: any Loss

  /// Rows that the loss looks at, at most: its pairs grow with the square.
  private static let mostRows = 512

  /// Judges embeddings `[N, D]` of unit length.
  ///
  /// - Throws: `EvaluationError`.
  func callAsFunction(_ embeddings: Tensor) throws -> Validation {
    let rows = min(labels.count, Self.mostRows)
    // Spread over all classes, which follow each other.
    let some = (0..<rows).map { labels.count * $0 / rows }
    let sample = Tensor(
      shape: [rows, embeddings.shape[1]], values: some.flatMap { Array(embeddings.slice($0)) })
    let loss = Double(self.loss(sample, some.map { labels[$0] }).value)
    guard Set(labels).count < labels.count, loss.isFinite else {
      return Validation(quality: ValidationQuality(loss: loss), metrics: [:])
    }
    let part = VectorPart(embeddings.values, dimension: embeddings.shape[1])
    let result = try RetrievalEvaluation.run(
      RetrievalTask(labels: labels, classNames: classNames),
      EvaluatedVectors(name: "embedding", parts: [part]),
      RetrievalOptions(bootstrapSamples: 0, calibrates: false, keptHits: 0))
    guard let result else {
      return Validation(quality: ValidationQuality(loss: loss), metrics: [:])
    }
    let score = result.overall.meanAveragePrecision.value
    let squares = result.queries.reduce(0) { sum, query in
      sum + (query.averagePrecision - score) * (query.averagePrecision - score)
    }
    // Where nearly all is found the queries hardly differ, which does not make the next hundred certain.
    let error = max(
      squares.squareRoot() / Double(result.queries.count),
      ClassValidation.standardError(of: score, over: result.queries.count))
    return Validation(
      quality: ValidationQuality(
        score: score, error: error, loss: loss),
      metrics: [
        "mean_average_precision": score, "precision_at_1": result.overall.precisionAt1.value,
      ])
  }
}
