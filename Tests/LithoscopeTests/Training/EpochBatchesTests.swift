import Testing

@testable import Lithoscope

@Suite("Batches of an epoch")
struct EpochBatchesTests {
  private let labels = (0..<100).map { $0 < 60 ? 0 : $0 < 95 ? 1 : 2 }

  private func batches(_ composition: EpochBatches.Composition, size: Int = 16, seed: UInt64 = 1)
    -> EpochBatches
  {
    EpochBatches(images: Array(0..<100), composition: composition, batchSize: size, seed: seed)
  }

  @Test("Shuffled, every image comes once, in another order each epoch")
  func shuffled() {
    let all = batches(.shuffled(labels: labels))
    let plans = all.batches(epoch: 0)
    #expect(plans.flatMap(\.images).sorted() == Array(0..<100))
    #expect(plans.allSatisfy { (14...16).contains($0.images.count) })
    #expect(plans.allSatisfy { plan in plan.labels == plan.images.map { labels[$0] } })
    #expect(all.batches(epoch: 0) == plans)
    #expect(all.batches(epoch: 1).flatMap(\.images) != plans.flatMap(\.images))
    #expect(batches(.shuffled(labels: labels), seed: 2).batches(epoch: 0) != plans)
  }

  @Test("Balanced, each class has as many images, and a small one is not there twice")
  func balanced() {
    for plan in batches(.balanced(labels: labels), size: 30).batches(epoch: 4) {
      #expect(plan.labels.count { $0 == 0 } == 10)
      #expect(plan.labels.count { $0 == 1 } == 10)
      #expect(plan.labels.count { $0 == 2 } == 5)
      #expect(Set(plan.images).count == plan.images.count)
    }
    // A class with one image has nothing like it.
    let lonely = EpochBatches(
      images: [0, 1, 2], composition: .balanced(labels: [0, 0, 1]), batchSize: 4, seed: 0)
    #expect(lonely.batches(epoch: 0).allSatisfy { $0.images.sorted() == [0, 1] })
  }

  @Test("Two views of an image differ and have one label")
  func twoViews() {
    let plans = batches(.twoViews).batches(epoch: 0)
    #expect(plans.flatMap(\.images).sorted() == (0..<100).flatMap { [$0, $0] })
    for plan in plans {
      #expect(plan.labels == plan.images)
      #expect(Set(plan.views).count == plan.views.count)
    }
  }

  @Test("Judged, both images of a judgement are in the batch, each once")
  func judged() {
    let judgements = (0..<50).map {
      PairTable.Judgement(first: $0, second: ($0 + 7) % 50, isSame: $0 % 3 == 0)
    }
    let plans = batches(.judged(judgements)).batches(epoch: 2)
    var seen: [PairTable.Judgement] = []
    for plan in plans {
      #expect(Set(plan.images).count == plan.images.count && plan.images.count <= 16)
      seen += plan.pairs.map {
        PairTable.Judgement(first: plan.images[$0.first], second: plan.images[$0.second], isSame: $0.isSame)
      }
    }
    #expect(seen.sorted { $0.first < $1.first } == judgements)
  }

  @Test("The dropout of each step is drawn anew")
  func dropout() {
    let all = batches(.twoViews)
    let seeds = (0..<20).flatMap { epoch in (0..<20).map { all.dropoutSeed(epoch: epoch, step: $0) } }
    #expect(Set(seeds).count == 400)
    #expect(all.dropoutSeed(epoch: 3, step: 5) == seeds[65])
  }
}
