import Foundation
import Glibc

/// Threads that work on jobs of one kind, several at a time where several wait: together they take less time than one
/// after the other.
///
/// A batch has jobs of one key only, in the order in which they came.
final class BatchQueue<Job: Sendable, Key: Hashable & Sendable, Output: Sendable>: Sendable {
  /// Does the jobs of a batch; as many outcomes, in their order.
  typealias Work = @Sendable ([Job]) -> [Result<Output, any Error>]

  private let list: BatchList<Waiting>

  private struct Waiting: Sendable {
    let job: Job
    let outcome: JobPromise<Output>?
  }

  /// - Parameters:
  ///   - name: what the threads are called.
  ///   - threads: at least 1.
  ///   - capacity: jobs that may wait; more are refused.
  ///   - most: jobs in a batch.
  ///   - patience: seconds that a batch which is not full waits for jobs that were announced.
  ///   - niceness: how far the threads stand back behind others, 0…19.
  ///   - key: jobs of one key go together.
  init(
    _ name: String, threads: Int, capacity: Int, most: Int, patience: Double = 0, niceness: Int32 = 0,
    key: @escaping @Sendable (Job) -> Key, work: @escaping Work
  ) {
    let list = BatchList<Waiting>(capacity: capacity, most: most, patience: patience)
    self.list = list
    for _ in 0..<threads {
      let thread = Thread {
        if niceness > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
        while let batch = list.next(together: { key($0.job) == key($1.job) }) {
          let wanted = batch.filter { $0.outcome?.isWanted ?? true }
          for (waiting, outcome) in zip(wanted, wanted.isEmpty ? [] : work(wanted.map(\.job))) {
            waiting.outcome?.fulfil(outcome)
          }
          list.finish(batch.count)
        }
      }
      thread.name = "lithoscope \(name)"
      // libvips and the network's kernels keep rows on the stack.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  deinit { list.close() }

  /// Jobs that wait or are worked on.
  var load: Int { list.load }

  /// Whether another job would be refused.
  var isFull: Bool { list.isFull }

  /// Has a job done.
  ///
  /// - Throws: ``Problem`` of kind `busy` where too many wait, `CancellationError`, or the job's own error.
  func run(_ job: Job) async throws -> Output {
    let outcome = JobPromise<Output>()
    return try await outcome.wait {
      if !list.add(Waiting(job: job, outcome: outcome)) { outcome.fulfil(.failure(Problem.queueIsFull)) }
    }
  }

  /// Hands over a job whose outcome nobody waits for; false where too many wait.
  func submit(_ job: Job) -> Bool { list.add(Waiting(job: job, outcome: nil)) }

  /// Announces that a job will come soon.
  func announce() { list.announce(1) }

  /// Takes back what was announced: the job is there, or will not come.
  func retract() { list.announce(-1) }
}
