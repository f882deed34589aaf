import Testing

@testable import Lithoscope

@Suite("Images for training and for validation")
struct TrainingSplitTests {
  private func count(_ images: [Int], of label: Int, _ labels: [Int]) -> Int {
    images.count { labels[$0] == label }
  }

  @Test("Of each class the same share is kept, and every image is on one side")
  func stratified() {
    let labels = [Int](repeating: 0, count: 200) + [Int](repeating: 1, count: 50) + [2, 2]
    let split = TrainingSplit(labels: labels, groups: Array(labels.indices), share: 0.1, seed: 3)
    #expect(count(split.validation, of: 0, labels) == 20)
    #expect(count(split.validation, of: 1, labels) == 5)
    #expect(count(split.validation, of: 2, labels) == 1)
    #expect((split.training + split.validation).sorted() == Array(labels.indices))
    #expect(split == TrainingSplit(labels: labels, groups: Array(labels.indices), share: 0.1, seed: 3))
    #expect(split != TrainingSplit(labels: labels, groups: Array(labels.indices), share: 0.1, seed: 4))
  }

  @Test("Groups are never divided", arguments: [0.1, 0.3, 0.5] as [Float])
  func grouped(share: Float) {
    var random = SeededNumbers(seed: 9)
    let groups = (0..<300).map { _ in random.below(40) }
    let labels = groups.map { $0 % 3 }
    let split = TrainingSplit(labels: labels, groups: groups, share: share, seed: 1)
    #expect(Set(split.training.map { groups[$0] }).isDisjoint(with: split.validation.map { groups[$0] }))
    for label in 0..<3 {
      #expect(count(split.training, of: label, labels) > 0)
      #expect(count(split.validation, of: label, labels) > 0)
    }
    let kept = Float(split.validation.count) / 300
    #expect(abs(kept - share) < 0.12)
  }

  @Test("The only group of a class is trained on, and no share keeps nothing")
  func extremes() {
    let split = TrainingSplit(labels: [0, 0, 0, 1, 1], groups: [5, 5, 5, 6, 7], share: 0.5, seed: 0)
    #expect(Set([0, 1, 2]).isSubset(of: split.training))
    #expect(count(split.validation, of: 1, [0, 0, 0, 1, 1]) == 1)
    #expect(TrainingSplit(labels: [0, 1], groups: [0, 1], share: 0, seed: 0).validation.isEmpty)
    #expect(TrainingSplit(labels: [0, 1], groups: [0, 1], share: 0.5, seed: 0).training == [0, 1])
  }
}

/// A few numbers that a seed determines.
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
