import Testing

@testable import Neural

@Suite("The gradients of the losses are those of their definitions")
struct LossGradientTests {
  /// Classes of three, of two and a row that has no like.
  private let labels = [0, 1, 2, 0, 1, 0, 2, 3, 2, 1, 4, 4]
  private var reference: ReferenceLosses { ReferenceLosses(labels: labels) }

  private func check(_ loss: LossValue, _ outputs: Tensor, _ function: ([Double]) -> Double) {
    let expected = function(outputs.values.map(Double.init))
    #expect(abs(Double(loss.value) - expected) <= 1e-5 * max(1, abs(expected)))
    #expect(loss.gradient.shape == outputs.shape)
    let numeric = NumericGradient.of(function, at: outputs.values)
    #expect(numeric.contains { abs($0) > 1e-3 }, "there is something to compare")
    #expect(NumericGradient.relativeError(loss.gradient.values, numeric) <= 1e-4)
  }

  @Test("Cross entropy", arguments: [0, 0.1] as [Float], [false, true])
  func crossEntropy(smoothing: Float, weighted: Bool) {
    let outputs = Tensor.normal([12, 5], seed: 1)
    let weights: [Float]? = weighted ? [1, 0.5, 3, 2, 0.25] : nil
    check(SoftmaxCrossEntropy(classWeights: weights, smoothing: smoothing)(outputs, labels), outputs) {
      reference.crossEntropy(
        $0, weights: weights?.map(Double.init) ?? [1, 1, 1, 1, 1], smoothing: Double(smoothing))
    }
  }

  @Test("Triplets", arguments: [.batchHard, .semiHard] as [TripletLoss.Mining], [0.2, 1] as [Float])
  func triplets(mining: TripletLoss.Mining, margin: Float) {
    for outputs in [Tensor.normal([12, 19], seed: 2).unitRows, Tensor.normal([12, 3], seed: 3)] {
      check(TripletLoss(margin: margin, mining: mining)(outputs, labels), outputs) {
        reference.triplet($0, margin: Double(margin), mining)
      }
    }
  }

  @Test("Pairs, from labels and given", arguments: [0.5, 1, 1.5] as [Float])
  func pairs(margin: Float) {
    let loss = ContrastiveLoss(margin: margin)
    let outputs = Tensor.normal([12, 4], seed: 4).unitRows
    check(loss(outputs, labels), outputs) { reference.contrastive($0, margin: Double(margin)) }
    let pairs = [(0, 3, true), (3, 0, false), (7, 1, false), (8, 2, true), (0, 1, false), (0, 1, false)].map {
      EmbeddingPair(first: $0, second: $1, isSame: $2)
    }
    check(loss(outputs, pairs: pairs), outputs) {
      reference.contrastive($0, margin: Double(margin), pairs: pairs)
    }
  }

  @Test("Views", arguments: [0.07, 0.1, 1] as [Float])
  func views(temperature: Float) {
    let outputs = Tensor.normal([12, 17], seed: 5).unitRows
    check(NTXentLoss(temperature: temperature)(outputs, labels), outputs) {
      reference.ntXent($0, temperature: Double(temperature))
    }
    let twice = [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]
    check(NTXentLoss(temperature: temperature)(outputs, twice), outputs) {
      ReferenceLosses(labels: twice).ntXent($0, temperature: Double(temperature))
    }
  }
}
