import Foundation
import Testing

@testable import Neural

@Suite("The losses give what is worked out by hand")
struct LossValueTests {
  private func line(_ places: [Float]) -> Tensor { Tensor(shape: [places.count, 1], values: places) }

  private func expectEqual(_ loss: LossValue, _ value: Float, _ gradient: [Float]) {
    #expect(abs(loss.value - value) < 2e-6, "\(loss.value) should be \(value)")
    #expect(
      zip(loss.gradient.values, gradient).allSatisfy { abs($0 - $1) < 2e-6 },
      "\(loss.gradient.values) should be \(gradient)")
  }

  private func expectNothing(_ loss: LossValue) {
    #expect(loss.value == 0)
    #expect(loss.gradient.values.allSatisfy { $0 == 0 })
  }

  /// The numbers are those of PyTorch 2's `cross_entropy`.
  @Test("Cross entropy as PyTorch has it, with class weights and smoothing")
  func crossEntropy() {
    let outputs = Tensor(shape: [3, 3], values: [1, 2, -1, 0.5, -0.5, 0.25, 3, 0, 1])
    let labels = [1, 2, 0]
    expectEqual(
      SoftmaxCrossEntropy()(outputs, labels), 0.5109269,
      [
        0.0864988, -0.0982051, 0.0117063, 0.1552785, 0.0571238, -0.2124023, -0.0520684, 0.0140034, 0.0380651,
      ])
    expectEqual(
      SoftmaxCrossEntropy(classWeights: [1, 2, 4])(outputs, labels), 0.7033657,
      [
        0.0741419, -0.0841758, 0.0100340, 0.2661918, 0.0979265, -0.3641182, -0.0223150, 0.0060014, 0.0163136,
      ])
    expectEqual(
      SoftmaxCrossEntropy(classWeights: [1, 2, 4], smoothing: 0.1)(outputs, labels), 0.8186457,
      [
        0.0706156, -0.0617692, -0.0088464, 0.2503386, 0.0843224, -0.3346609, 0.0032810, -0.0027222,
        -0.0005589,
      ])
  }

  @Test("Cross entropy is ln D where nothing is known, and does not overflow")
  func stability() {
    expectEqual(SoftmaxCrossEntropy()(line([7]), [0]), 0, [0])
    expectEqual(
      SoftmaxCrossEntropy()(Tensor(shape: [1, 4], values: [3, 3, 3, 3]), [2]), logf(4),
      [0.25, 0.25, -0.75, 0.25])
    expectEqual(SoftmaxCrossEntropy()(Tensor(shape: [1, 2], values: [1000, 0]), [1]), 1000, [1, -1])
    expectNothing(SoftmaxCrossEntropy()(Tensor(shape: [0, 3], values: []), []))
  }

  @Test("One triplet that is not fulfilled")
  func triplet() {
    // a and p have one label, n the other. From a: 2 − 4 + 0.2 < 0; from p: 2 − 2 + 0.2; n has no positive.
    let outputs = Tensor(shape: [3, 2], values: [1, 0, 0, 1, -1, 0])
    expectEqual(TripletLoss()(outputs, [0, 0, 1]), 0.1, [1, -1, -2, 0, 1, 1])
  }

  @Test("Mining picks other triplets of the same batch")
  func mining() {
    let (outputs, labels) = (line([0, 1, 0.5, 1.5, 3]), [0, 0, 1, 1, 1])
    // Anchors in turn: 1 − ¼, 1 − ¼, 6¼ − ¼, 2¼ − ¼, 6¼ − 4.
    #expect(abs(TripletLoss(mining: .batchHard)(outputs, labels).value - (11.75 / 5 + 0.2)) < 1e-6)
    // Of eight pairs three are not fulfilled: 1 − ¼, 6¼ − ¼ and 2¼ − 2¼, each with no negative beyond.
    #expect(abs(TripletLoss(mining: .semiHard)(outputs, labels).value - (0.95 + 6.2 + 0.2) / 8) < 1e-6)
  }

  @Test(
    "Triplets need a positive and a negative", arguments: [.batchHard, .semiHard] as [TripletLoss.Mining])
  func incompleteTriplets(mining: TripletLoss.Mining) {
    let (loss, outputs) = (TripletLoss(mining: mining), Tensor.normal([4, 3], seed: 6).unitRows)
    expectNothing(loss(outputs, [5, 5, 5, 5]))
    expectNothing(loss(outputs, [0, 1, 2, 3]))
    expectNothing(loss(Tensor(shape: [0, 3], values: []), []))
    // In one and the same point the margin is lacking, and there is no direction to go.
    expectEqual(loss(line([1, 1, 1]), [0, 0, 1]), 0.2, [0, 0, 0])
  }

  @Test("Pairs of both kinds weigh the same")
  func contrastive() {
    // Same: ½·0.36. Different: ½·0.25 and ½·0.81, of which the mean.
    expectEqual(
      ContrastiveLoss(margin: 1)(line([0, 0.5, 0.6]), [0, 1, 0]), (0.18 + 0.265) / 2, [-0.175, 0.1, 0.075])
    let pairs = [EmbeddingPair(first: 0, second: 2, isSame: true), .init(first: 1, second: 0, isSame: false)]
    expectEqual(
      ContrastiveLoss(margin: 1)(line([0, 0.5, 0.6]), pairs: pairs), (0.18 + 0.125) / 2, [-0.05, -0.25, 0.3])
  }

  @Test("Pairs of one kind only, in one point, or none at all")
  func pairsOfOneKind() {
    let loss = ContrastiveLoss(margin: 1)
    expectEqual(loss(line([0, 2]), [3, 3]), 2, [-2, 2])
    expectNothing(loss(line([0, 2]), [3, 4]))
    expectEqual(loss(line([1, 1]), [3, 4]), 0.5, [0, 0])
    expectNothing(loss(line([1, 1]), [3, 3]))
    expectNothing(loss(line([1]), [3]))
    expectNothing(loss(line([1, 2]), pairs: []))
    expectNothing(loss(Tensor(shape: [0, 2], values: []), []))
  }

  @Test("Views of two images at right angles")
  func ntXent() {
    // Each row: e¹ for its positive, e⁰ for two negatives.
    let outputs = Tensor(shape: [4, 2], values: [1, 0, 0, 1, 1, 0, 0, 1])
    let loss = NTXentLoss(temperature: 1)(outputs, [0, 1, 0, 1])
    #expect(abs(loss.value - logf(1 + 2 / expf(1))) < 1e-6)
    // By s: e/(e + 2) − 1 for the positive, 1/(e + 2) for a negative, a quarter of each, twice for each pair.
    let (pull, push) = (expf(1) / (expf(1) + 2) - 1, 1 / (expf(1) + 2))
    #expect(abs(loss.gradient.values[0] - pull / 2) < 1e-6)
    #expect(abs(loss.gradient.values[1] - push) < 1e-6)
  }

  @Test("Views in one point, of one image, or of none")
  func viewsOfOneKind() {
    let same = Tensor(shape: [3, 2], values: [1, 0, 1, 0, 1, 0])
    let one = NTXentLoss()(same, [7, 7, 7])
    #expect(abs(one.value - logf(2)) < 1e-6)
    #expect(one.gradient.values.allSatisfy { abs($0) < 1e-6 })
    expectNothing(NTXentLoss()(same, [1, 2, 3]))
    expectNothing(NTXentLoss()(Tensor(shape: [0, 2], values: []), []))
    // A cold temperature: exp(1 / 0.001) would overflow.
    #expect(NTXentLoss(temperature: 0.001)(same, [0, 0, 1]).value.isFinite)
  }
}
