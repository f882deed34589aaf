import Foundation
import Lithoscope
import Synchronization

/// Indexes the collection after uploads, one run after the other, on a thread of its own.
final class BackgroundIndexing: Sendable {
  /// How far the run is.
  struct Progress: Sendable, Equatable {
    var isRunning = false
    var done = 0
    var total = 0
    /// Runs that were finished since the server started.
    var runs = 0
    /// Why the last run failed; nil where it did not.
    var failure: String?
  }

  private struct State {
    var progress = Progress()
    var isEnding = false
    /// Those who wait for the run that begins next.
    var waiting: [JobPromise<IndexReport>] = []
  }

  private let collection: ImageCollection
  private let state = Mutex(State())

  init(_ collection: ImageCollection) { self.collection = collection }

  /// How far it is.
  var progress: Progress { state.withLock { $0.progress } }

  /// Waits for a run that begins after this call: all who come while another one runs share it.
  ///
  /// - Returns: what it did, for all of them.
  /// - Throws: what indexing throws; `CancellationError`.
  func run() async throws -> IndexReport {
    let promise = JobPromise<IndexReport>()
    return try await promise.wait {
      let isIdle = state.withLock { state in
        state.waiting.append(promise)
        defer { state.progress.isRunning = true }
        return !state.progress.isRunning
      }
      guard isIdle else { return }
      let thread = Thread { [self] in work() }
      thread.name = "lithoscope indexing"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Lets the run that is on its way end after what is in flight.
  func end() { state.withLock { $0.isEnding = true } }

  /// Runs until nobody waits.
  private func work() {
    while true {
      let waiting = state.withLock { state in
        defer { state.waiting = [] }
        state.progress.isRunning = !state.waiting.isEmpty
        (state.progress.done, state.progress.total) = (0, 0)
        return state.waiting
      }
      guard !waiting.isEmpty else { return }
      var options = IndexOptions()
      options.waits = true
      let outcome = Result { [options] in
        try collection.index(options) { [self] progress in
          state.withLock { state in
            (state.progress.done, state.progress.total) = (progress.done, progress.total)
            return state.isEnding ? .stop : .proceed
          }
        }
      }
      state.withLock { state in
        state.progress.runs += 1
        state.progress.failure = nil
        if case .failure(let error) = outcome { state.progress.failure = "\(error)" }
      }
      for promise in waiting { promise.fulfil(outcome) }
    }
  }
}
