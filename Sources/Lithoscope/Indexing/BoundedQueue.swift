import Foundation

/// A first-in first-out queue between threads: full, it holds producers back; empty, it makes consumers wait.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  // Sendable because every access to the stored elements happens under `condition`.
  private let condition = NSCondition()
  private var elements: [Element] = []
  private var isClosed = false
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  /// Appends an element, waiting while the queue is full. Returns false, without appending, once it is closed.
  @discardableResult
  func push(_ element: Element) -> Bool {
    condition.withLock {
      while elements.count >= capacity && !isClosed { condition.wait() }
      guard !isClosed else { return false }
      elements.append(element)
      condition.broadcast()
      return true
    }
  }

  /// Takes the oldest element, waiting while there is none; nil once the queue is closed and empty.
  func pop() -> Element? {
    condition.withLock {
      while elements.isEmpty && !isClosed { condition.wait() }
      guard !elements.isEmpty else { return nil }
      condition.broadcast()
      return elements.removeFirst()
    }
  }

  /// Takes the oldest element if there is one now.
  func popIfAny() -> Element? {
    condition.withLock {
      guard !elements.isEmpty else { return nil }
      condition.broadcast()
      return elements.removeFirst()
    }
  }

  /// No more elements will come; those in the queue can still be taken.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }
}
