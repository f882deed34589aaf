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

  @Test(
    "An index over the first rows, and over any number of them, is joined with exact search over the rest")
  func indexAndRest() throws {
    let sample = try SampleVectors(count: 300, dimension: 20)
    let rows = sample.rows.enumerated().map { $0.offset % 40 == 7 ? sample.rows[7] : $0.element }
    let whole = ExactIndex(try VectorMatrix(components: rows.flatMap { $0 }, dimension: 20))
    for (covered, cut) in [(0, 300), (1, 300), (100, 256), (128, 128), (191, 192), (299, 300), (300, 300)] {
      let head = try VectorMatrix(components: rows[..<cut].flatMap { $0 }, dimension: 20)
      let tail =
        cut < 300 ? try VectorMatrix(components: rows[cut...].flatMap { $0 }, dimension: 20) : nil
      let joined = JoinedIndex(
        ExactIndex(VectorMatrix(rows: 0..<covered, of: head)), over: head, tail)
      #expect(joined.count == 300)
      for only in [nil, RowSet(stride(from: 0, to: 300, by: 3), below: 300), [99, 100, 299], []] as [RowSet?]
      {
        for ties in [false, true] {
          let options = SearchOptions(
            skipping: RowSet([0, 47, 100, 128, 191, 192, 287], below: 300), only: only, includingTies: ties)
          for k in [1, 8, 400] {
            #expect(
              try joined.search(rows[7], k: k, options: options)
                == whole.search(rows[7], k: k, options: options))
            #expect(
              try joined.search(batch: [rows[3], rows[250]], k: k, options: options)
                == whole.search(batch: [rows[3], rows[250]], k: k, options: options))
          }
        }
      }
    }
  }

  @Test("Rows of another matrix are its own, and keep it")
  func slice() throws {
    let sample = try SampleVectors(count: 40, dimension: 5)
    var whole: VectorMatrix? = try VectorMatrix(components: sample.rows.flatMap { $0 }, dimension: 5)
    let part = VectorMatrix(rows: 7..<21, of: try #require(whole))
    whole = nil
    #expect(part.count == 14 && part.dimension == 5)
    #expect((0..<14).allSatisfy { part.row($0) == sample.rows[$0 + 7] })
  }
}
