import Catalog
import Descriptors
import Foundation
import Synchronization
import Testing

@testable import Lithoscope

@Suite struct ConcurrencyTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 0..<100 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
  }

  @Test("While one run is under way the second is told who holds the lock")
  func twoRuns() throws {
    var refused: CollectionLockError?
    try collection.index(.colours) { progress in
      if progress.done == 1 {
        refused = #expect(throws: CollectionLockError.self) { try collection.index() }
      }
      return .proceed
    }
    guard case .held(_, let holder) = refused else {
      Issue.record("not held: \(String(describing: refused))")
      return
    }
    #expect(holder?.process == getpid())
    #expect(try collection.index().counts == [0, 0, 0, 100, 0])
  }

  @Test("A run that is told to wait comes after the first and finds its work done")
  func waiting() throws {
    let second = Mutex<Result<IndexReport, any Error>?>(nil)
    let done = DispatchGroup()
    try collection.index(.colours) { [collection] progress in
      if progress.done == 1 {
        done.enter()
        Thread.detachNewThread {
          var options = IndexOptions()
          options.waits = true
          let result = Result { try collection.index(options) }
          second.withLock { $0 = result }
          done.leave()
        }
      }
      return .proceed
    }
    done.wait()
    #expect(try second.withLock { $0 }?.get().counts == [0, 0, 0, 100, 0])
  }

  /// Searches in a loop on a thread of its own until told to stop; what was wrong with the answers.
  private final class Searching: Sendable {
    private let wrong = Mutex<[String]>([])
    private let searches = Mutex(0)
    private let isDone = Mutex(false)
    private let thread = DispatchGroup()

    init(_ query: String, _ collection: ImageCollection, mayFind names: Set<String>) {
      thread.enter()
      Thread.detachNewThread { [self] in
        defer { thread.leave() }
        while !isDone.withLock({ $0 }) {
          do {
            let matches = try collection.search(query, count: 10).matches
            if matches.count != 10 { complain("\(matches.count) matches") }
            if zip(matches, matches.dropFirst()).contains(where: { $0.similarity < $1.similarity }) {
              complain("not in order: \(matches)")
            }
            if Set(matches.map(\.path)).count != matches.count { complain("twice the same: \(matches)") }
            if !names.isSuperset(of: matches.map(\.path)) { complain("unknown: \(matches)") }
          } catch {
            complain("\(error)")
          }
          searches.withLock { $0 += 1 }
        }
      }
    }

    private func complain(_ text: String) { wrong.withLock { $0.append(text) } }

    /// Stops, and returns what was wrong and how many searches there were.
    func finish() -> ([String], Int) {
      isDone.withLock { $0 = true }
      thread.wait()
      return (wrong.withLock { $0 }, searches.withLock { $0 })
    }
  }

  @Test("Searches while images come, change and go are answered, each in one piece")
  func searchWhileIndexing() throws {
    try collection.index(.colours)
    try folder.write(try Picture.png(50), to: ".query.png")
    let names = Set((0..<2000).map { "\($0).png" })
    let searching = Searching(folder.at(".query.png"), collection, mayFind: names)
    for round in 0..<3 {
      for seed in 100..<500 { try folder.write(try Picture.png(seed + 1000 * round), to: "\(seed).png") }
      try collection.index()
      // More than 256 rows die, so that the file is rewritten.
      for seed in 100..<500 { try folder.remove("\(seed).png") }
      try collection.index()
    }
    let (wrong, searches) = searching.finish()
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    #expect(searches > 10)
    #expect(try collection.status().descriptors.map(\.vectors) == [100])
  }

  @Test("Searches for a member while the collection is indexed leave the member out")
  func memberWhileIndexing() throws {
    try collection.index(.colours)
    let names = Set((0..<2000).map { "\($0).png" }).subtracting(["50.png"])
    let searching = Searching("50.png", collection, mayFind: names)
    for _ in 0..<3 {
      for seed in 100..<500 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
      try collection.index()
      for seed in 100..<500 { try folder.remove("\(seed).png") }
      try collection.index()
    }
    let (wrong, _) = searching.finish()
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }
}
