import Neural

/// Divides training images into the batches of an epoch; the seed and the epoch's number determine them.
struct EpochBatches {
  /// How a batch is put together.
  enum Composition {
    /// Every image once, in any order.
    case shuffled(labels: [Int])
    /// As many images of each of several classes, so that each has its like and its unlike.
    case balanced(labels: [Int])
    /// Both images of some judgements.
    case judged([PairTable.Judgement])
    /// Each image twice, in two views.
    case twoViews
  }

  /// Places of the images.
  let images: [Int]
  let composition: Composition
  /// Rows of a batch, at most.
  let batchSize: Int
  let seed: UInt64

  /// Classes of a balanced batch, at most: with 256 rows each still has 16.
  private static let mostClasses = 16
  /// Images of a class in a balanced batch, at least: an anchor and its like.
  private static let fewestOfClass = 2

  /// The batches of an epoch.
  func batches(epoch: Int) -> [BatchPlan] {
    var random = SeededRandom(seed: seed, stream: epoch)
    switch composition {
    case .shuffled(let labels):
      return parts(random.shuffled(images), of: batchSize).map { part in
        var plan = BatchPlan()
        for image in part { plan.append(image, view: random.next(), label: labels[image]) }
        return plan
      }
    case .twoViews:
      return parts(random.shuffled(images), of: max(2, batchSize / 2)).map { part in
        var plan = BatchPlan()
        for image in part + part { plan.append(image, view: random.next(), label: image) }
        return plan
      }
    case .judged(let judgements):
      return parts(random.shuffled(judgements), of: max(1, batchSize / 2)).map { judged($0, &random) }
    case .balanced(let labels):
      return balanced(labels, &random)
    }
  }

  /// What the dropout of a step is drawn from.
  func dropoutSeed(epoch: Int, step: Int) -> UInt64 {
    var ofEpoch = SeededRandom(seed: ~seed, stream: epoch)
    var ofStep = SeededRandom(seed: ofEpoch.next(), stream: step)
    return ofStep.next()
  }

  private func judged(_ judgements: [PairTable.Judgement], _ random: inout SeededRandom) -> BatchPlan {
    var plan = BatchPlan()
    var rows: [Int: Int] = [:]
    for judgement in judgements {
      for image in [judgement.first, judgement.second] where rows[image] == nil {
        rows[image] = plan.images.count
        plan.append(image, view: random.next(), label: image)
      }
      if let first = rows[judgement.first], let second = rows[judgement.second] {
        plan.pairs.append(EmbeddingPair(first: first, second: second, isSame: judgement.isSame))
      }
    }
    return plan
  }

  /// Draws classes and images of them; each class goes through all its images before one comes again.
  private func balanced(_ labels: [Int], _ random: inout SeededRandom) -> [BatchPlan] {
    var members: [Int: [Int]] = [:]
    for image in images { members[labels[image], default: []].append(image) }
    let classes = members.keys.sorted().filter { (members[$0]?.count ?? 0) >= Self.fewestOfClass }
    guard !classes.isEmpty else { return [] }
    let together = max(1, min(classes.count, Self.mostClasses, batchSize / Self.fewestOfClass))
    let ofEach = max(Self.fewestOfClass, batchSize / together)
    var queues: [Int: [Int]] = [:]
    var waiting: [Int] = []
    let rows = together * ofEach
    return (0..<(images.count + rows - 1) / rows).map { _ in
      var plan = BatchPlan()
      if waiting.count < together { waiting = random.shuffled(classes) }
      let chosen = waiting.suffix(together)
      waiting.removeLast(together)
      for label in chosen {
        // A small class is there as a whole, not twice.
        for _ in 0..<min(ofEach, members[label]?.count ?? 0) {
          var queue = queues[label] ?? []
          if queue.isEmpty { queue = random.shuffled(members[label] ?? []) }
          plan.append(queue.removeLast(), view: random.next(), label: label)
          queues[label] = queue
        }
      }
      return plan
    }
  }

  /// Parts as even as they come, so that no step rests on a handful of rows.
  private func parts<Element>(_ items: [Element], of size: Int) -> [[Element]] {
    guard !items.isEmpty else { return [] }
    let count = (items.count + size - 1) / size
    return (0..<count).map { Array(items[items.count * $0 / count..<items.count * ($0 + 1) / count]) }
  }
}
