import Foundation
import Synchronization
import Testing
import VectorSearch

@testable import Lithoscope

@Suite("Searching while indexes are replaced")
struct IndexConcurrencyTests {
  @Test("Whoever searches gets the truth, whichever index is there at the moment")
  func replaced() throws {
    let place = try IndexedPictures(80)
    try place.index(IndexSettings(kind: .annoy))
    let truth = try place.search(3, count: 79, exactly: true).matches
    let isDone = Atomic(false)
    let failure = Mutex<(any Error)?>(nil)
    let writer = DispatchGroup()
    DispatchQueue.global().async(group: writer) {
      do {
        for turn in 0..<12 {
          var settings = IndexSettings(kind: turn.isMultiple(of: 2) ? .hnsw : .annoy)
          settings.trees = 2 + turn
          try place.index(settings)
        }
      } catch { failure.withLock { $0 = error } }
      isDone.store(true, ordering: .releasing)
    }
    var kinds: Set<IndexKind> = []
    repeat {
      let result = try place.search(3, count: 79) { $0.effort = 100_000 }
      #expect(result.matches == truth)
      kinds.insert(result.index.kind)
    } while !isDone.load(ordering: .acquiring)
    writer.wait()
    if let error = failure.withLock({ $0 }) { throw error }
    #expect(kinds.isSuperset(of: [.annoy]))
  }
}
