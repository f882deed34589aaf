import COneDNN
import Dispatch

/// The threads that share a piece of work.
struct WorkingThreads: Sendable {
  let count: Int

  /// - Parameter count: `nil` for one on each core that this process may use.
  init(_ count: Int?) {
    self.count = max(1, count ?? Int(litho_core_count()))
  }

  /// Calls `body` once on each thread with its number and returns what they return, by number.
  ///
  /// `body` must keep the threads apart by that number; the compiler does not check it.
  func map<Output>(_ body: (Int) -> Output) -> [Output] {
    guard count > 1 else { return [body(0)] }
    return withoutActuallyEscaping(body) { escaping in
      nonisolated(unsafe) let body = escaping
      return [Output](unsafeUninitializedCapacity: count) { outputs, initialized in
        nonisolated(unsafe) let places = outputs
        DispatchQueue.concurrentPerform(iterations: count) { thread in
          places.initializeElement(at: thread, to: body(thread))
        }
        initialized = count
      }
    }
  }
}
