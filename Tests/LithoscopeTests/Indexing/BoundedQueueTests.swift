import Foundation
import Synchronization
import Testing

@testable import Lithoscope

@Suite struct BoundedQueueTests {
  @Test("What goes in first comes out first, many times round")
  func order() {
    let queue = BoundedQueue<Int>(capacity: 3)
    for round in 0..<50 {
      for step in 0..<(round % 3 + 1) { #expect(queue.push(1000 * round + step)) }
      for step in 0..<(round % 3 + 1) { #expect(queue.pop() == 1000 * round + step) }
    }
    #expect(queue.popIfAny() == nil)
  }

  @Test("A closed queue takes nothing more and gives what it has")
  func closed() {
    let queue = BoundedQueue<Int>(capacity: 2)
    queue.push(1)
    queue.push(2)
    queue.close()
    #expect(!queue.push(3))
    #expect([queue.pop(), queue.pop(), queue.pop()] == [1, 2, nil])
  }

  @Test("Nothing that was taken is kept alive")
  func released() {
    final class Thing: Sendable {}
    let queue = BoundedQueue<Thing>(capacity: 4)
    weak var thing: Thing?
    do {
      let strong = Thing()
      thing = strong
      queue.push(strong)
    }
    #expect(thing != nil)
    _ = queue.pop()
    #expect(thing == nil)
  }

  @Test("Between several producers and consumers nothing is lost, nothing comes twice")
  func threads() {
    let queue = BoundedQueue<Int>(capacity: 5)
    let seen = Mutex<[Int]>([])
    let (producers, consumers) = (DispatchGroup(), DispatchGroup())
    for producer in 0..<3 {
      producers.enter()
      Thread.detachNewThread {
        for number in 0..<500 { queue.push(1000 * producer + number) }
        producers.leave()
      }
      consumers.enter()
      Thread.detachNewThread {
        while let number = queue.pop() { seen.withLock { $0.append(number) } }
        consumers.leave()
      }
    }
    producers.wait()
    queue.close()
    consumers.wait()
    let expected = (0..<3).flatMap { producer in (0..<500).map { 1000 * producer + $0 } }
    #expect(seen.withLock { $0.sorted() } == expected)
  }

  @Test("Closing wakes whoever waits")
  func wakes() {
    let (full, empty) = (BoundedQueue<Int>(capacity: 1), BoundedQueue<Int>(capacity: 1))
    full.push(1)
    let woken = DispatchGroup()
    for work in [{ _ = full.push(2) }, { _ = empty.pop() }] as [@Sendable () -> Void] {
      woken.enter()
      Thread.detachNewThread {
        work()
        woken.leave()
      }
    }
    full.close()
    empty.close()
    woken.wait()
  }
}
