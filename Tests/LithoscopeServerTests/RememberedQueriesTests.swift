import Testing

@testable import LithoscopeServer

@Suite struct RememberedQueriesTests {
  private func query(_ bytes: Int) -> UploadedQuery {
    UploadedQuery(name: "a.png", bytes: [UInt8](repeating: 0, count: bytes))
  }

  @Test func thoseUsedLeastLatelyAreForgotten() throws {
    let queries = RememberedQueries(mostBytes: 100)
    let ids = (0..<3).map { _ in queries.add(query(30)) }
    // The first one is used again, so the second is the oldest.
    #expect(queries.find(ids[0]) != nil)
    let newest = queries.add(query(30))
    #expect(queries.find(newest) != nil)
    #expect(queries.find(ids[1]) == nil)
    #expect(queries.find("0123") == nil)
  }

  @Test func memoryIsBoundedAndTheNewestIsKept() throws {
    let queries = RememberedQueries(mostBytes: 100)
    var ids: [String] = []
    for _ in 0..<50 {
      ids.append(queries.add(query(30)))
      #expect(queries.find(try #require(ids.last)) != nil)
      #expect(ids.count { queries.find($0) != nil } <= 3)
    }
    // One that is too large alone is the only one.
    let large = queries.add(query(1000))
    #expect(queries.find(large)?.byteCount == 1000)
    #expect(ids.allSatisfy { queries.find($0) == nil })
  }
}
