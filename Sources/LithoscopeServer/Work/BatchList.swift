import Foundation

/// The jobs of a ``BatchQueue`` that wait.
final class BatchList<Job: Sendable>: @unchecked Sendable {
  // Sendable because everything that changes is touched only while `condition` is locked.

  private let condition = NSCondition()
  private let capacity: Int
  private let most: Int
  private let patience: Double
  private var jobs: [Job] = []
  private var working = 0
  private var announced = 0
  private var isClosed = false

  init(capacity: Int, most: Int, patience: Double) {
    self.capacity = capacity
    self.most = most
    self.patience = patience
  }

  /// Jobs that wait or are worked on.
  var load: Int { condition.withLock { jobs.count + working } }

  /// Whether another job would be refused.
  var isFull: Bool { condition.withLock { jobs.count >= capacity } }

  /// Appends a job; false where too many wait.
  func add(_ job: Job) -> Bool {
    condition.withLock {
      guard !isClosed, jobs.count < capacity else { return false }
      jobs.append(job)
      condition.signal()
      return true
    }
  }

  /// Changes the number of jobs that are on their way.
  func announce(_ change: Int) {
    condition.withLock {
      announced += change
      if announced == 0 { condition.broadcast() }
    }
  }

  /// The next batch, as soon as there is one; nil once the list is closed and empty.
  func next(together: (Job, Job) -> Bool) -> [Job]? {
    condition.withLock {
      while jobs.isEmpty && !isClosed { condition.wait() }
      if patience > 0, most > 1 { waitForOthers() }
      guard let first = jobs.first else { return isClosed ? nil : [] }
      var batch: [Job] = []
      var rest: [Job] = []
      for job in jobs {
        if batch.count < most, together(first, job) { batch.append(job) } else { rest.append(job) }
      }
      jobs = rest
      working += batch.count
      // Another thread may take what was left.
      if !rest.isEmpty { condition.signal() }
      return batch
    }
  }

  /// Waits until a batch is full, nobody else is on the way, or patience is over.
  private func waitForOthers() {
    let end = Date(timeIntervalSinceNow: patience)
    while jobs.count < most, announced > 0, !isClosed {
      guard condition.wait(until: end) else { return }
    }
  }

  /// Jobs of a batch are done.
  func finish(_ count: Int) { condition.withLock { working -= count } }

  /// Lets the threads end once nothing waits any more.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }
}
