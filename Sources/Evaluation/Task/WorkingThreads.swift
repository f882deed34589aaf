import COneDNN
import Dispatch

/// The threads that share a piece of work.
struct WorkingThreads: Sendable {
  let count: Int

  /// - Parameter count: `nil` for one on each core that this process may use.
  init(_ count: Int?) {
    self.count = max(1, count ?? Int(litho_core_count()))
  }

  /// No more threads than there are blocks of work.
  func atMost(blocksOf size: Int, in total: Int) -> WorkingThreads {
    WorkingThreads(min(count, (total + size - 1) / size))
  }

  /// Calls `body` once on each thread with its number and returns what they return, by number.
  ///
  /// `body` must keep the threads apart by that number; the compiler does not check it.
  func map<Output>(_ body: (Int) -> Output) -> [Output] {
    guard count > 1 else { return [body(0)] }
    return withoutActuallyEscaping(body) { escaping in
      // Safe because each thread has a number of its own, by which the body keeps to its own things.
      nonisolated(unsafe) let body = escaping
      return [Output](unsafeUninitializedCapacity: count) { outputs, initialized in
        // Safe because each thread writes the place of its number.
        nonisolated(unsafe) let places = outputs
        DispatchQueue.concurrentPerform(iterations: count) { thread in
          places.initializeElement(at: thread, to: body(thread))
        }
        initialized = count
      }
    }
  }

  /// Works through a queue: each thread with the worker of its number, the first on the calling thread.
  ///
  /// - Parameters:
  ///   - workers: one for each thread.
  ///   - progress: called on the calling thread now and then, and at the end, with the pieces done and
  ///     all; `false` stops.
  ///   - body: does a block; blocks are taken in order but may end in another.
  /// - Returns: whether `progress` let it go on to the end.
  func work<Worker>(
    through queue: BlockQueue, _ workers: [Worker], progress: (_ done: Int, _ total: Int) -> Bool,
    _ body: (Worker, Range<Int>) throws(EvaluationError) -> Void
  ) throws(EvaluationError) -> Bool {
    var goesOn = true
    let others = DispatchGroup()
    withoutActuallyEscaping(body) { escaping in
      // Safe because all threads have ended before this returns, and each gives the body a worker of its own.
      nonisolated(unsafe) let body = escaping
      for worker in workers.dropFirst() {
        // Safe because no other thread has this worker.
        nonisolated(unsafe) let worker = worker
        DispatchQueue.global(qos: .userInitiated).async(group: others) {
          while let block = queue.take() {
            do throws(EvaluationError) { try body(worker, block) } catch { queue.fail(error) }
            _ = queue.finish(block)
          }
        }
      }
      while let worker = workers.first, let block = queue.take() {
        do throws(EvaluationError) { try body(worker, block) } catch { queue.fail(error) }
        let done = queue.finish(block)
        // The end is told below, when the other threads have ended too.
        if goesOn, done < queue.total, !progress(done, queue.total) {
          goesOn = false
          queue.stop()
        }
      }
      others.wait()
    }
    if let failure = queue.failure { throw failure }
    return goesOn && progress(queue.total, queue.total)
  }
}
