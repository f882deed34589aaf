import Testing

@testable import VectorSearch

@Suite("Files of compact rows") struct CompactFileTests {
  @Test(arguments: CompactRows.Format.allCases)
  func readsWhatItWrote(format: CompactRows.Format) throws {
    let folder = try TemporaryFolder()
    let sample = try SampleVectors(count: 150, dimension: 50)
    let matrix = try sample.matrix()
    let path = folder.file("rows")
    try CompactRows.write(matrix, format: format, threads: 2, to: path)
    let rows = try CompactRows(path: path, matching: matrix)
    #expect(rows.count == 150 && rows.dimension == 50 && rows.format == format)
    let index = ExactIndex(matrix, compact: rows)
    #expect(try index.search(sample.rows[4], k: 9) == ExactIndex(matrix).search(sample.rows[4], k: 9))
    // Writing once more makes the same bytes, and leaves nothing else behind.
    let before = try folder.bytes("rows")
    try CompactRows.write(matrix, format: format, to: path)
    #expect(try folder.bytes("rows") == before)
    #expect(try folder.names() == ["rows"])
  }

  @Test func goesWithAMatrixThatHasGrown() throws {
    let folder = try TemporaryFolder()
    let sample = try SampleVectors(count: 90, dimension: 8)
    let first = try VectorMatrix(components: sample.rows.prefix(70).flatMap(\.self), dimension: 8)
    try CompactRows.write(first, format: .int8, to: folder.file("rows"))
    #expect(try CompactRows(path: folder.file("rows"), matching: sample.matrix()).count == 70)
  }

  @Test func refusesOtherVectors() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("rows")
    try CompactRows.write(SampleVectors(count: 90, dimension: 8).matrix(), format: .int8, to: path)
    for other in [
      try SampleVectors(count: 90, dimension: 8, seed: 2), try SampleVectors(count: 89, dimension: 8),
      try SampleVectors(count: 90, dimension: 9),
    ] {
      #expect(throws: IndexFileError.otherVectors(path: path)) {
        try CompactRows(path: path, matching: other.matrix())
      }
    }
  }

  @Test func saysWhatIsWrongWithAFile() throws {
    let folder = try TemporaryFolder()
    let matrix = try SampleVectors(count: 20, dimension: 8).matrix()
    let path = folder.file("rows")
    #expect(throws: IndexFileError.self) { try CompactRows(path: path, matching: matrix) }
    try folder.write([], to: "rows")
    #expect(throws: IndexFileError.wrongSize(path: path, bytes: 0, expected: 1)) {
      try CompactRows(path: path, matching: matrix)
    }
    try folder.write([UInt8](repeating: 7, count: 5000), to: "rows")
    #expect(throws: IndexFileError.foreign(path: path, expected: "a file of compact vectors")) {
      try CompactRows(path: path, matching: matrix)
    }
    try CompactRows.write(matrix, format: .int8, to: path)
    try folder.write(try folder.bytes("rows").dropLast(), to: "rows")
    let error = #expect(throws: IndexFileError.self) { try CompactRows(path: path, matching: matrix) }
    #expect(error?.description.hasSuffix("make it anew with lithoscope index.") == true)
  }

  @Test func refusesWhatItCannotHold() throws {
    let wide = try VectorMatrix(
      components: [Float](repeating: 1, count: CompactRows.widestRow + 1),
      dimension: CompactRows.widestRow + 1)
    #expect(throws: IndexFileError.self) { try CompactRows(of: wide, format: .int8) }
    #expect(throws: IndexFileError.self) {
      try CompactLayout(.int8, count: .max / 8, dimension: 4096, path: "rows")
    }
  }
}
