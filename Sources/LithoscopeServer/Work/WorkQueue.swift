/// Threads for jobs that take long: decoding, rendering, reading. A few are worked on, some more wait, and whoever comes
/// then is refused at once, so that in a flood nobody waits for what will come too late.
///
/// Swift's own threads carry connections and must not be held up.
final class WorkQueue: Sendable {
  private let queue: BatchQueue<@Sendable () -> Void, Int, Void>

  /// - Parameters:
  ///   - threads: at least 1.
  ///   - capacity: jobs that may wait.
  ///   - niceness: how far the threads stand back behind others, 0…19.
  init(_ name: String, threads: Int, capacity: Int, niceness: Int32 = 0) {
    queue = BatchQueue(
      name, threads: threads, capacity: capacity, most: 1, niceness: niceness, key: { _ in 0 }
    ) { jobs in
      jobs.map { job in .success(job()) }
    }
  }

  /// Jobs that wait or are worked on.
  var load: Int { queue.load }

  /// Does a job on one of the threads.
  ///
  /// A caller that is cancelled goes at once; its job is left out if it has not begun.
  ///
  /// - Throws: ``Problem`` of kind `busy` where too many wait, `CancellationError`, or what the job throws.
  func run<Output: Sendable>(_ job: @escaping @Sendable () throws -> Output) async throws -> Output {
    let outcome = JobPromise<Output>()
    return try await outcome.wait {
      let isTaken = queue.submit {
        guard outcome.isWanted else { return }
        outcome.fulfil(Result { try job() })
      }
      if !isTaken { outcome.fulfil(.failure(Problem.queueIsFull)) }
    }
  }
}

extension Problem {
  /// What a client is told whose job finds no place.
  static let queueIsFull = Problem(
    .busy, "The server has as much to do as it can; try again in a moment.", retryAfter: 1)
}
