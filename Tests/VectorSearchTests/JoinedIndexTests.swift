import Testing

@testable import VectorSearch

@Suite("Search over two matrices")
struct JoinedIndexTests {
  @Test("The answer is that of one matrix, whatever is skipped and however many threads there are")
  func likeOne() throws {
    let sample = try SampleVectors(count: 300, dimension: 20)
    let rows = sample.rows.enumerated().map { $0.offset % 40 == 7 ? sample.rows[7] : $0.element }
    let whole = ExactIndex(try VectorMatrix(components: rows.flatMap { $0 }, dimension: 20))
    for cut in [0, 64, 192, 256] {
      let joined = JoinedIndex(
        try VectorMatrix(components: rows[..<cut].flatMap { $0 }, dimension: 20),
        try VectorMatrix(components: rows[cut...].flatMap { $0 }, dimension: 20))
      #expect(joined.count == 300 && joined.dimension == 20)
      #expect([0, 63, 64, 255, 256, 299].allSatisfy { joined.row($0) == rows[$0] })
      for only in [nil, RowSet(stride(from: 0, to: 300, by: 3), below: 300), [70, 299], []] as [RowSet?] {
        for ties in [false, true] {
          let options = SearchOptions(
            skipping: RowSet([0, 47, 63, 64, 191, 192, 287], below: 300), only: only, includingTies: ties)
          for k in [1, 5, 400] {
            #expect(
              try joined.search(rows[7], k: k, options: options)
                == whole.search(rows[7], k: k, options: options))
          }
        }
      }
    }
  }
}
