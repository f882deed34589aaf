import Catalog
import Foundation
import Synchronization

/// Keeps described batches on a thread of its own, so that the network does not wait for the disk.
final class WritingStage: Sendable {
  /// Batches that may wait for the disk.
  private static let batchesAhead = 8

  private let input = BoundedQueue<DescribedBatch>(capacity: batchesAhead)
  private let failure = Mutex<(any Error)?>(nil)
  private let overtaken = Mutex<[RelativePath]>([])
  private let thread = DispatchGroup()
  /// Until its thread takes it.
  private let writer: Mutex<CollectionWriter?>

  /// Starts to wait for batches.
  init(_ writer: sending CollectionWriter) {
    thread.enter()
    self.writer = Mutex(writer)
    Thread.detachNewThread { [self] in
      run()
      thread.leave()
    }
  }

  private func run() {
    // Gone when this returns, before ``finish()`` does, so that the catalog can be closed then.
    guard let writer = writer.withLock({ $0.take() }) else { return }
    while var batch = input.pop() {
      // Whatever has come in meanwhile goes into the same transaction: the slower the disk, the fewer.
      while let next = input.popIfAny() { batch.append(next) }
      do {
        let paths = try writer.commit(batch)
        overtaken.withLock { $0 += paths }
      } catch {
        failure.withLock { $0 = error }
        return input.close()
      }
    }
  }

  /// Hands a batch over.
  ///
  /// - Throws: the error of an earlier batch that could not be kept.
  func push(_ batch: DescribedBatch) throws {
    if !input.push(batch) { try throwFailure() }
  }

  /// Returns when everything handed over is kept.
  ///
  /// - Returns: the files that must be read again; see ``CollectionWriter/commit(_:)``.
  /// - Throws: the error of a batch that could not be kept.
  func finish() throws -> [RelativePath] {
    input.close()
    thread.wait()
    try throwFailure()
    return overtaken.withLock(\.self)
  }

  private func throwFailure() throws {
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
