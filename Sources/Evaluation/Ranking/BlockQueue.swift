import Synchronization

/// Blocks of work that threads take one after the other, in order.
final class BlockQueue: Sendable {
  /// Pieces of work altogether.
  let total: Int

  private struct State {
    var next = 0
    var done = 0
    var isStopped = false
    var failure: EvaluationError?
  }

  private let size: Int
  private let state = Mutex(State())

  /// - Parameter size: pieces in a block, at least 1.
  init(total: Int, size: Int) {
    self.total = total
    self.size = size
  }

  /// The next block; `nil` when there is none or the work was stopped.
  func take() -> Range<Int>? {
    state.withLock { state in
      guard !state.isStopped, state.next < total else { return nil }
      let block = state.next..<min(state.next + size, total)
      state.next = block.upperBound
      return block
    }
  }

  /// Counts a block as done and returns the pieces done so far.
  func finish(_ block: Range<Int>) -> Int {
    state.withLock { state in
      state.done += block.count
      return state.done
    }
  }

  /// Lets no further block be taken; blocks already taken are worked to their end.
  func stop() {
    state.withLock { $0.isStopped = true }
  }

  /// Stops because of an error; the first is kept.
  func fail(_ error: EvaluationError) {
    state.withLock { state in
      state.isStopped = true
      state.failure = state.failure ?? error
    }
  }

  /// What went wrong, if anything did.
  var failure: EvaluationError? { state.withLock { $0.failure } }
}
