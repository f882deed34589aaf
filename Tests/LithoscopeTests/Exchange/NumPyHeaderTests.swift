import Testing

@testable import Lithoscope

/// The beginning of NumPy's files, and nothing else.
@Suite("NumPy headers")
struct NumPyHeaderTests {
  let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  /// Reads a header of a version, followed by so many bytes.
  private func read(_ text: String, version: UInt8 = 1, bytes: Int = 0, length: Int? = nil) throws
    -> NumPyHeader
  {
    let count = length ?? text.utf8.count
    let size = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    try place.write(
      NumPyHeader.magic + [version, 0] + size + Array(text.utf8) + [UInt8](repeating: 0, count: bytes),
      to: "x.npy")
    return try NumPyHeader(FileReading(path: place.at("x.npy")))
  }

  private func problem(_ text: String, version: UInt8 = 1, bytes: Int = 0, length: Int? = nil)
    -> NumPyProblem?
  {
    do {
      _ = try read(text, version: version, bytes: bytes, length: length)
      return nil
    } catch ImportError.badArray(_, let problem) {
      return problem
    } catch {
      Issue.record(error)
      return nil
    }
  }

  @Test("What is written is aligned to 64 bytes and read back", arguments: [0, 1, 9, 10, 12_345_678])
  func written(rows: Int) throws {
    let header = NumPyHeader(element: .float32, rows: rows, dimension: 512)
    #expect(header.bytes.count.isMultiple(of: 64))
    #expect(header.bytes.last == UInt8(ascii: "\n"))
    guard rows < 100 else { return }
    try place.write(header.bytes + [UInt8](repeating: 0, count: rows * 2048), to: "y.npy")
    #expect(try NumPyHeader(FileReading(path: place.at("y.npy"))) == header)
  }

  @Test("Every version and every spelling of NumPy's")
  func spellings() throws {
    let expected = NumPyHeader(element: .float32, rows: 2, dimension: 3)
    for text in [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }   \n",
      "{\"shape\":(2,3),\"descr\":\"<f4\",\"fortran_order\":False}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }",
    ] {
      for version: UInt8 in 1...3 { #expect(try read(text, version: version, bytes: 24) == expected) }
    }
    let column = "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 1), }"
    #expect(try read(column, bytes: 16) == NumPyHeader(element: .float64, rows: 2, dimension: 1))
  }

  @Test("What cannot be taken is said as what it is")
  func refused() {
    func text(_ type: String = "'<f4'", _ order: String = "False", _ shape: String = "(2, 3)") -> String {
      "{'descr': \(type), 'fortran_order': \(order), 'shape': \(shape), }"
    }
    #expect(problem(text("'>f4'"), bytes: 24) == .bigEndian(">f4"))
    #expect(problem(text("'<i8'"), bytes: 48) == .notFloats("<i8"))
    #expect(problem(text("'|O'")) == .notFloats("|O"))
    #expect(problem(text("[('a', '<f4')]")) == .notFloats("records"))
    #expect(problem(text("'<f4'", "True"), bytes: 24) == .fortranOrder)
    #expect(problem(text("'<f4'", "False", "(6,)"), bytes: 24) == .shape([6]))
    #expect(problem(text("'<f4'", "False", "()"), bytes: 4) == .shape([]))
    #expect(problem(text("'<f4'", "False", "(1, 2, 3)"), bytes: 24) == .shape([1, 2, 3]))
    #expect(problem(text("'<f4'", "False", "(2, 0)")) == .shape([2, 0]))
    #expect(problem(text("'<f4'", "False", "(1, 65537)")) == .tooWide(65_537))
    #expect(problem(text(), bytes: 23) == .size(rows: 2, dimension: 3, bytes: 23))
    #expect(problem(text(), bytes: 25) == .size(rows: 2, dimension: 3, bytes: 25))
    #expect(
      problem(text("'<f4'", "False", "(999999999999999, 65536)"))
        == .size(rows: 999_999_999_999_999, dimension: 65_536, bytes: 0))
    #expect(problem(text("'<f4'", "False", "(99999999999999999999, 3)")) == .damaged)
    #expect(problem(text("'<f4'", "False", "(-1, 3)")) == .damaged)
    #expect(problem(text("'<f4'", "Maybe")) == .damaged)
    #expect(problem("{'descr': '<f4', 'shape': (2, 3)}", bytes: 24) == .damaged)
    #expect(problem(text() + "x", bytes: 24) == .damaged)
    #expect(problem(text(), version: 4) == .version(4))
    #expect(problem(text(), length: 60_000) == .notNumPy)
    #expect(problem(text(), version: 2, length: 1 << 31) == .damaged)
  }

  @Test("No header at all")
  func foreign() throws {
    for bytes: [UInt8] in [[], [0x93], Array("path,v0\n".utf8), Array(NumPyHeader.magic)] {
      try place.write(bytes, to: "z.npy")
      #expect(throws: ImportError.badArray(path: place.at("z.npy"), .notNumPy)) {
        try NumPyHeader(FileReading(path: place.at("z.npy")))
      }
    }
  }
}
