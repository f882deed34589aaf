import Synchronization

/// Hands the outcome of a job to whoever waits for it, once.
final class JobPromise<Output: Sendable>: Sendable {
  private struct State {
    var continuation: CheckedContinuation<Output, any Error>?
    /// The outcome, where it was there before somebody waited.
    var early: Result<Output, any Error>?
    var isDone = false
  }

  private let state = Mutex(State())

  /// Whether somebody still waits.
  var isWanted: Bool { state.withLock { !$0.isDone } }

  /// Waits for the outcome, or for the caller's being cancelled.
  ///
  /// - Parameter start: sets the job going; called once.
  func wait(starting start: () -> Void) async throws -> Output {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let early = state.withLock { state -> Result<Output, any Error>? in
          if state.early == nil { state.continuation = continuation }
          return state.early
        }
        if let early { return continuation.resume(with: early) }
        start()
      }
    } onCancel: {
      fulfil(.failure(CancellationError()))
    }
  }

  /// The outcome; any but the first is dropped.
  func fulfil(_ outcome: Result<Output, any Error>) {
    let waiting = state.withLock { state -> CheckedContinuation<Output, any Error>? in
      guard !state.isDone else { return nil }
      state.isDone = true
      if state.continuation == nil { state.early = outcome }
      defer { state.continuation = nil }
      return state.continuation
    }
    waiting?.resume(with: outcome)
  }
}
