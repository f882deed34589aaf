import Foundation
import Synchronization

/// Keeps described batches on a thread of its own, so that the network does not wait for the disk.
final class WritingStage: Sendable {
  /// Batches that may wait for the disk.
  private static let batchesAhead = 8

  private let input = BoundedQueue<DescribedBatch>(capacity: batchesAhead)
  private let failure = Mutex<(any Error)?>(nil)
  private let displaced = Mutex<[FoundFile]>([])
  private let thread = DispatchGroup()

  /// Starts to wait for batches.
  init(_ writer: sending CollectionWriter) {
    thread.enter()
    let writer = OneThread(writer)
    Thread.detachNewThread { [self] in
      defer { thread.leave() }
      while var batch = input.pop() {
        // Whatever has come in meanwhile goes into the same transaction: the slower the disk, the fewer.
        while let next = input.popIfAny() { batch.append(next) }
        do {
          let files = try writer.value.commit(batch)
          displaced.withLock { $0 += files }
        } catch {
          failure.withLock { $0 = error }
          return input.close()
        }
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
  /// - Returns: the files that ``CollectionWriter/commit(_:)`` could not keep.
  /// - Throws: the error of a batch that could not be kept.
  func finish() throws -> [FoundFile] {
    input.close()
    thread.wait()
    try throwFailure()
    return displaced.withLock { $0 }
  }

  private func throwFailure() throws {
    if let error = failure.withLock({ $0 }) { throw error }
  }
}

/// A value that was handed to one thread for good.
private struct OneThread<Value>: @unchecked Sendable {
  // Sendable because `WritingStage` moves it into its only thread and keeps no other reference.
  let value: Value

  init(_ value: Value) { self.value = value }
}
