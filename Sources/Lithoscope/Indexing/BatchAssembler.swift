import Catalog
import Descriptors
import Foundation

/// Gathers decoded images until those of one size fill a batch, runs the network over it, and says what is to be
/// kept.
struct BatchAssembler {
  private let extractor: DescriptorExtractor
  private let plan: IndexPlan
  private var waiting = WaitingImages()
  /// What needs no network and goes along with the next batch.
  private var pending: DescribedBatch
  /// Contents that this run has described: the catalog may not know them yet.
  private var described: Set<ContentDigest> = []

  init(_ extractor: DescriptorExtractor, plan: IndexPlan) {
    self.extractor = extractor
    self.plan = plan
    pending = DescribedBatch(descriptorCount: extractor.descriptors.count)
  }

  /// Takes a file; returns a batch to keep once one is complete.
  mutating func add(_ file: DecodedFile, _ report: inout IndexReport) throws -> DescribedBatch? {
    switch file {
    case .known(let found, let digest):
      keep(found, digest, &report)
    case .prepared(let found, let digest, let image, let lacking):
      if described.contains(digest) {
        keep(found, digest, &report)
      } else if !waiting.join(found, digest) {
        let item = WaitingImages.Item(digest: digest, image: image, lacking: lacking, files: [found])
        let size = image.networkSize
        if waiting.add(item) == extractor.batchSize(for: size) {
          try describe(waiting.take(size), &report)
          return takePending()
        }
        if waiting.areTooMany {
          try describe(waiting.takeMost(), &report)
          return takePending()
        }
      }
    case .failed(let found, let reason):
      fail(found, reason, &report)
    case .foreign(let found):
      if plan.isKnown(found.path) {
        pending.removals.append(found.path)
        report.removed += 1
      }
    }
    return pending.images.count >= Self.mostPending ? takePending() : nil
  }

  /// Describes what is left, batch by batch; nil when nothing is.
  mutating func finish(_ report: inout IndexReport) throws -> DescribedBatch? {
    let left = waiting.takeMost()
    if !left.isEmpty { try describe(left, &report) }
    return pending.isEmpty ? nil : takePending()
  }

  /// Files without work for the network that may wait for a batch, so that a run over moved or copied files
  /// keeps its results at intervals as well.
  private static let mostPending = 256

  private mutating func takePending() -> DescribedBatch {
    defer { pending = DescribedBatch(descriptorCount: extractor.descriptors.count) }
    return pending
  }

  private mutating func describe(_ items: [WaitingImages.Item], _ report: inout IndexReport) throws {
    // A descriptor that was added to a collection does not cost the others once more.
    let wanted = Set(items.flatMap(\.lacking))
    for (item, result) in zip(items, try extractor.describe(items.map(\.image), wanted: wanted)) {
      switch result {
      case .failure(let error):
        for file in item.files { fail(file, "\(error)", &report) }
      case .success(let vectors):
        pending.contents.append(ContentRecord(item.digest, item.image.metadata))
        for place in item.lacking {
          pending.vectors[place].digests.append(item.digest)
          pending.vectors[place].values += vectors[place]
        }
        described.insert(item.digest)
        for file in item.files { keep(file, item.digest, &report) }
      }
    }
  }

  private mutating func keep(_ file: FoundFile, _ digest: ContentDigest, _ report: inout IndexReport) {
    pending.images.append(
      ImageEntry(path: file.path, digest: digest, stamp: file.stamp, label: file.label))
    if plan.isKnown(file.path) { report.updated += 1 } else { report.added += 1 }
  }

  private mutating func fail(_ file: FoundFile, _ reason: String, _ report: inout IndexReport) {
    pending.failures.append(
      FailureRecord(path: file.path, reason: reason, stamp: file.stamp, time: WallClock.now))
    report.failed.append(FailedFile(path: file.path.string, reason: reason))
    if plan.isKnown(file.path) { report.removed += 1 }
  }
}
