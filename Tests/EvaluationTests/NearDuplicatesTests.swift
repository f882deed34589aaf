import Testing

@testable import Evaluation

@Suite struct NearDuplicatesTests {
  @Test func findsEveryPairOnce() throws {
    let count = 700
    let components = SampleVectors.unitRows(SampleVectors.random(count, dimension: 6, seed: 41), 6)
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(components, dimension: 6)])
    let found = try #require(try NearDuplicates.find(in: vectors, threshold: 0.95))
    var expected: [[Int]] = []
    for one in 0..<count {
      for other in one + 1..<count where vectors.similarity(one, other) >= 0.95 {
        expected.append([one, other])
      }
    }
    #expect(expected.count > 100)
    #expect(found.pairs.map { [$0.first, $0.second] } == expected)
    #expect(found.pairs.allSatisfy { $0.similarity >= 0.95 })
    #expect(found.isComplete)
    #expect(found.items == count)
  }

  @Test func groupsWhatIsLinkedByWayOfOthers() throws {
    // 0° 4° 8° link in a chain at cos 5°; 50° and 52° are another group; 90° is alone.
    let vectors = SampleVectors.angles([0, 50, 4, 90, 8, 52])
    let found = try #require(try NearDuplicates.find(in: vectors, threshold: 0.996))
    #expect(found.groups.map(\.items) == [[0, 2, 4], [1, 5]])
    // cos 4° and cos 2°.
    #expect(abs(found.groups[0].leastSimilarity - 0.99756405) < 1e-6)
    #expect(abs(found.groups[1].leastSimilarity - 0.99939083) < 1e-6)
  }

  @Test(arguments: [1, 3])
  func stopsAtTheLimitWithACount(threads: Int) throws {
    // Ten alike: item 0 has 9 pairs, item 1 has 8, item 2 would make 24.
    let vectors = SampleVectors.angles([Double](repeating: 3, count: 10))
    let found = try #require(
      try NearDuplicates.find(in: vectors, threshold: 0.99, limit: 20, threads: threads))
    #expect(found.pairs.count == 17)
    #expect(found.itemsCompared == 2)
    #expect(!found.isComplete)
    let all = try #require(try NearDuplicates.find(in: vectors, threshold: 0.99, limit: 45))
    #expect(all.isComplete)
    #expect(all.pairs.count == 45)
    let none = try #require(try NearDuplicates.find(in: vectors, threshold: 0.99, limit: 0))
    #expect(none.pairs.isEmpty)
    #expect(none.itemsCompared == 0)
  }

  @Test func isTheSameAtTheLimitOnAnyNumberOfThreads() throws {
    let components = SampleVectors.unitRows(SampleVectors.random(1200, dimension: 3, seed: 42), 3)
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(components, dimension: 3)])
    let one = try NearDuplicates.find(in: vectors, threshold: 0.98, limit: 900, threads: 1)
    #expect(one?.isComplete == false)
    #expect(one == (try NearDuplicates.find(in: vectors, threshold: 0.98, limit: 900, threads: 4)))
  }

  @Test func findsNothingAmongNone() throws {
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart([], dimension: 4)])
    let found = try #require(try NearDuplicates.find(in: vectors, threshold: 0.9))
    #expect(found.pairs.isEmpty && found.groups.isEmpty && found.isComplete)
  }

  @Test func stopsWhenToldTo() throws {
    let vectors = SampleVectors.angles([0, 1, 2])
    #expect(try NearDuplicates.find(in: vectors, threshold: 0.5) { _, _ in false } == nil)
  }

  @Test func linksLongChains() {
    var sets = LinkedSets()
    for item in (0..<5000).reversed() { sets.link(item, item + 1) }
    #expect(sets.root(of: 0) == sets.root(of: 5000))
    #expect(sets.root(of: 6000) != sets.root(of: 0))
    let groups = DuplicateGroup.groups(of: [
      DuplicatePair(9, 4, similarity: 0.9), DuplicatePair(1, 2, similarity: 1),
      DuplicatePair(9, 6, similarity: 0.95),
    ])
    #expect(
      groups == [
        DuplicateGroup(items: [1, 2], leastSimilarity: 1),
        DuplicateGroup(items: [4, 6, 9], leastSimilarity: 0.9),
      ])
  }
}
