import Foundation

/// A first-in first-out queue between threads: full, it holds producers back; empty, it makes consumers wait.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  // Sendable because every access to the stored elements happens under `condition`.
  private let condition = NSCondition()
  /// A ring: taking from the front must not move the rest, of which there may be a million.
  private var places: [Element?]
  private var first = 0
  private var count = 0
  private var isClosed = false

  init(capacity: Int) { places = [Element?](repeating: nil, count: capacity) }

  /// Appends an element, waiting while the queue is full. Returns false, without appending, once it is closed.
  @discardableResult
  func push(_ element: Element) -> Bool {
    condition.withLock {
      while count == places.count && !isClosed { condition.wait() }
      guard !isClosed else { return false }
      places[(first + count) % places.count] = element
      count += 1
      condition.broadcast()
      return true
    }
  }

  /// Takes the oldest element, waiting while there is none; nil once the queue is closed and empty.
  func pop() -> Element? {
    condition.withLock {
      while count == 0 && !isClosed { condition.wait() }
      return takeFirst()
    }
  }

  /// Takes the oldest element if there is one now.
  func popIfAny() -> Element? {
    condition.withLock { takeFirst() }
  }

  /// No more elements will come; those in the queue can still be taken.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  private func takeFirst() -> Element? {
    guard count > 0 else { return nil }
    defer {
      places[first] = nil
      first = (first + 1) % places.count
      count -= 1
      condition.broadcast()
    }
    return places[first]
  }
}
