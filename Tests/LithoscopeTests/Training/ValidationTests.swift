import Foundation
import Neural
import Testing

@testable import Lithoscope

@Suite("Judging a model that learns")
struct ValidationTests {
  @Test("Class scores: accuracy and loss")
  func classes() {
    let scores = Tensor(shape: [3, 2], values: [2, 0, 0, 2, 3, 1])
    let found = ClassValidation(labels: [0, 1, 1], smoothing: 0)(scores)
    #expect(found.metrics == ["accuracy": 2.0 / 3])
    // −ln of the softmax: twice ln(1 + e⁻²), once ln(1 + e²).
    let expected = (2 * log(1 + exp(-2.0)) + log(1 + exp(2.0))) / 3
    #expect(abs(found.quality.loss - expected) < 1e-6)
    #expect(ClassValidation.predictions(Tensor(shape: [2, 3], values: [1, 1, 1, 0, 2, 2])) == [0, 1])
  }

  @Test("What is worse by less than its standard error is as good")
  func quality() {
    let best = ValidationQuality(score: 0.9, error: 0.02, loss: 1)
    let near = ValidationQuality(score: 0.885, error: 0.02, loss: 2)
    #expect(near.isAsGood(as: best) && !near.isBetter(than: best) && best.isBetter(than: near))
    #expect(!ValidationQuality(score: 0.87, error: 0.5, loss: 0).isAsGood(as: best))
    // Of losses alone only the least is good.
    #expect(ValidationQuality(loss: 0.5).isBetter(than: ValidationQuality(loss: 0.6)))
    #expect(!ValidationQuality(loss: 0.6).isAsGood(as: ValidationQuality(loss: 0.5)))
    // One of 100: 0.01 alone would be certain to a hundredth.
    #expect(abs(ClassValidation.standardError(of: 1, over: 96) - 0.014) < 0.0001)
  }

  @Test("The area under the curve counts pairs in the right order, and equals half")
  func area() {
    #expect(PairValidation.areaUnderCurve([0.9, 0.8, 0.1], [true, true, false]) == 1)
    #expect(PairValidation.areaUnderCurve([0.1, 0.8, 0.9], [true, true, false]) == 0)
    #expect(PairValidation.areaUnderCurve([0.5, 0.5], [true, false]) == 0.5)
    #expect(PairValidation.areaUnderCurve([0.9, 0.4, 0.6, 0.4], [true, true, false, false]) == 0.625)
    #expect(PairValidation.areaUnderCurve([0.9], [true]) == nil)
  }

  @Test("Retrieval looks at like and unlike")
  func retrieval() throws {
    let embeddings = Tensor(shape: [4, 2], values: [1, 0, 0.8, 0.6, 0, 1, 0.6, 0.8])
    let judge = RetrievalValidation(labels: [0, 0, 1, 1], classNames: ["a", "b"], loss: TripletLoss())
    let found = try judge(embeddings)
    // Of (1, 0) the nearest is its like; of (0.8, 0.6) it is (0.6, 0.8), then its like.
    #expect(abs((found.metrics["mean_average_precision"] ?? 0) - 0.75) < 1e-6)
    #expect(found.metrics["precision_at_1"] == 0.5)
    let lonely = RetrievalValidation(
      labels: [0, 1, 2, 3], classNames: ["a", "b", "c", "d"], loss: TripletLoss())
    #expect(try lonely(embeddings).quality.score == nil)
  }

  @Test("The temperature makes chances as sure as they are right")
  func temperature() {
    // Scores that say 88 % and are right three times of four: ln 3 / 2 in place of 2 is what they deserve.
    let scores = Tensor(shape: [8, 2], values: (0..<8).flatMap { _ in [2, 0] as [Float] })
    let labels = [0, 0, 0, 1, 0, 0, 0, 1]
    let temperature = TemperatureScaling.fit(scores, labels)
    #expect(abs(temperature - 2 / log(3.0)) < 1e-4)
    let before = TemperatureScaling.crossEntropy(scores, labels, temperature: 1)
    #expect(TemperatureScaling.crossEntropy(scores, labels, temperature: temperature) < before)
    // Always right: as sure as is allowed.
    #expect(TemperatureScaling.fit(scores, [Int](repeating: 0, count: 8)) < 0.1)
  }
}
