import Descriptors
import Dispatch
import Imaging
import Synchronization

/// Reads and prepares the images of a batch, on several threads.
struct ImageBatchSource: Sendable {
  /// The collection's folder.
  let root: String
  /// Paths below it, by place.
  let paths: [String]
  /// Prepares images for the base.
  let preparer: ImagePreparer
  /// How images are varied while they are learned from.
  let augmentation: RockAugmentation

  /// Images in the views that a plan asks for.
  ///
  /// - Throws: ``TrainingProblem/imageLost(path:reason:)`` when one has become unusable meanwhile.
  func load(_ plan: BatchPlan) throws -> [PreparedImage] {
    try load(plan.images, seeds: plan.views.map(Optional.some))
  }

  /// Images as they are.
  func load(_ images: [Int]) throws -> [PreparedImage] {
    try load(images, seeds: images.map { _ in nil })
  }

  private func load(_ images: [Int], seeds: [UInt64?]) throws -> [PreparedImage] {
    let results = Mutex([Int: Result<PreparedImage, any Error>](minimumCapacity: images.count))
    DispatchQueue.concurrentPerform(iterations: images.count) { place in
      let result = Result { try prepare(images[place], seed: seeds[place]) }
      results.withLock { $0[place] = result }
    }
    let all = results.withLock { $0 }
    return try images.indices.compactMap { try all[$0]?.get() }
  }

  private func prepare(_ image: Int, seed: UInt64?) throws -> PreparedImage {
    let path = paths[image]
    do {
      var preparer = preparer
      if let seed, augmentation != .none {
        let augmentation = augmentation
        preparer.variation = { augmentation($0, seed: seed, keepsShape: true) }
      }
      guard let file = try ImageFile(at: "\(root)/\(path)") else {
        throw ImageFileError.unreadable("it is no image any more")
      }
      return try file.prepare(with: preparer)
    } catch {
      throw TrainingProblem.imageLost(path: path, reason: "\(error)")
    }
  }
}
