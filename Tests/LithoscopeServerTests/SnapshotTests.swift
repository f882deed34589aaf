import Foundation
import Hummingbird
import HummingbirdTesting
import Lithoscope
import Synchronization
import Testing

@testable import LithoscopeServer

/// The collection changes while it is served.
@Suite struct SnapshotTests {
  private let pictures: ServedPictures

  init() throws { pictures = try ServedPictures() }

  @Test func aSnapshotStaysAsItWas() throws {
    let session = try SearchSession(pictures.collection())
    let before = session.snapshot()
    try pictures.add("gneiss/7.png", seed: 7)
    try pictures.remove("marble/1.png")
    try pictures.index()
    let answer = try SnapshotSearch(before, by: before.vectors(nil)).answer(
      SessionRequest([.member(0)], count: 100))
    #expect(before.images.count == 12)
    #expect(answer.result.matches.count == 11)
    #expect(answer.result.matches.contains { $0.path == "marble/1.png" })

    Thread.sleep(forTimeInterval: 0.3)
    let after = session.snapshot()
    #expect(after.revision > before.revision)
    #expect(after.place(ofPath: "gneiss/7.png") != nil && after.place(ofPath: "marble/1.png") == nil)
  }

  @Test func aCollectionThatIsMadeAnewIsSeen() throws {
    let session = try SearchSession(pictures.collection())
    try pictures.remove(".lithoscope")
    try pictures.add("gneiss/7.png", seed: 7)
    try pictures.index()
    Thread.sleep(forTimeInterval: 0.3)
    #expect(session.snapshot().place(ofPath: "gneiss/7.png") != nil)
  }

  @Test func manyRequestsTogetherAreAnsweredAsEachAlone() throws {
    let session = try SearchSession(pictures.collection())
    let snapshot = session.snapshot()
    let search = SnapshotSearch(snapshot, by: try snapshot.vectors(nil))
    var requests = snapshot.images.indices.map { SessionRequest([.member($0)], count: 3 + $0) }
    requests[3].filter.labels = ["marble"]
    requests[4].expansion = 2
    requests[5].images.append(.member(0))
    requests[6].excluded = [.member(6)]
    let together = search.answers(requests)
    #expect(together.count == requests.count)
    for (place, request) in requests.enumerated() {
      let alone = Result { try search.answer(request) }
      switch (alone, together[place]) {
      case (.success(let one), .success(let other)):
        #expect(one.result.matches == other.result.matches && one.places == other.places)
        #expect(one.result.searched == other.result.searched)
      case (.failure, .failure): #expect(place == 6)
      default: Issue.record("\(place) is answered in one way and refused in the other")
      }
    }
  }

  /// Searches go on while images come and go: each answer is that of one revision.
  @Test(.timeLimit(.minutes(5))) func answersBelongTogetherWhileTheCollectionIsIndexed() async throws {
    let server = try pictures.server()
    let isOver = Finished()
    try await server.application().test(.router) { [pictures] client in
      async let indexing: Void = onItsOwnThread {
        var round = 0
        while !isOver.value.withLock({ $0 }) {
          try pictures.add("extra/\(round).png", seed: 300 + round)
          if round > 2, round % 3 > 0 { try pictures.remove("extra/\(round - 3).png") }
          try pictures.index()
          round += 1
        }
      }
      defer { isOver.value.withLock { $0 = true } }
      var sizes: [Int: Set<Int>] = [:]
      // The server looks at the catalog a few times a second.
      while sizes.count < 5 {
        let answer = try AnswerJSON(try await client.search("{\"images\":[{\"id\":1}]}", k: 100))
        let results = answer["results"]?.list ?? []
        let revision = try #require(answer["revision"]?.integer)
        #expect(results.count == answer["searched"]?.integer)
        #expect(Set(results.compactMap { $0["id"]?.integer }).count == results.count)
        sizes[revision, default: []].insert(results.count)
      }
      isOver.value.withLock { $0 = true }
      try await indexing
      #expect(sizes.values.allSatisfy { $0.count == 1 })
      #expect(Set(sizes.values.compactMap(\.first)).count > 1)
    }
  }
}

/// Whether something is over.
private final class Finished: Sendable {
  let value = Mutex(false)
}

/// Does work that blocks, away from the threads that answer.
private func onItsOwnThread(_ work: @escaping @Sendable () throws -> Void) async throws {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
  }
}
