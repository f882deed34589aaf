import Glibc
import Testing

@testable import Lithoscope

/// Tables as people's programs write them.
@Suite struct CSVTableTests {
  private func table(_ text: String) throws -> CSVTable { try CSVTable(Array(text.utf8), path: "t.csv") }

  private let plain = [["a.png", "gneiss"], ["b.png", "marble"]]

  @Test(
    "Line breaks of every system, with or without the last, a mark in front and empty lines make no difference",
    arguments: [
      "path,label\na.png,gneiss\nb.png,marble\n", "path,label\na.png,gneiss\nb.png,marble",
      "path,label\r\na.png,gneiss\r\nb.png,marble\r\n", "path,label\ra.png,gneiss\rb.png,marble\r",
      "\u{FEFF}path,label\na.png,gneiss\nb.png,marble",
      "\n\r\npath,label\n\n\na.png,gneiss\n,\nb.png,marble\n\n",
      "path;label\na.png;gneiss\nb.png;marble", "path\tlabel\na.png\tgneiss\nb.png\tmarble",
      "sep=;\r\npath;label\r\na.png;gneiss\r\nb.png;marble",
      "\"path\",\"label\"\n\"a.png\",gneiss\nb.png,\"marble\"",
      " path , label \na.png, gneiss\n \"b.png\" , marble ",
    ])
  func spellings(text: String) throws {
    let table = try table(text)
    #expect(table.columns == ["path", "label"])
    #expect(table.rows == plain)
  }

  @Test("In quotes, delimiters, line breaks, spaces and doubled quotes belong to the text")
  func quotes() throws {
    let table = try table("path,note\n\"a,b.png\",\"5\"\" core,\r\nwet \"\nc.png,\"\"\n")
    #expect(table.rows == [["a,b.png", "5\" core,\r\nwet "], ["c.png", ""]])
    #expect(table.line(ofRow: 0) == 2)
    #expect(table.line(ofRow: 1) == 4)
  }

  @Test("The delimiter is what the first line has most of outside of quotes; one column has none")
  func delimiter() throws {
    #expect(try table("\"a,b,c\";d\n1,5;2").rows == [["1,5", "2"]])
    #expect(try table("path\na;b\nc d").rows == [["a;b"], ["c d"]])
    #expect(try table("sep=x;b").columns == ["sep=x", "b"])
  }

  @Test("Rows begin on the lines they are said to")
  func lines() throws {
    let table = try table("sep=,\r\n\r\npath,label\r\n\r\na,\"x\r\ny\"\r\n,\r\nb,\"x\ry\"\rc,z")
    #expect(table.rows.map { $0[0] } == ["a", "b", "c"])
    #expect((0..<3).map(table.line(ofRow:)) == [5, 8, 10])
  }

  @Test("A column is found in upper and lower case; columns without a name are not")
  func columns() throws {
    let table = try table(",Path,LABEL,\n1,a,b,\n")
    #expect(table.column("path") == 1)
    #expect(table.column("Label") == 2)
    #expect(table.column("group") == nil)
    #expect(table.column("") == nil)
    #expect(table.columns == ["", "Path", "LABEL", ""])
  }

  @Test("A first line alone is a table without rows")
  func noRows() throws {
    #expect(try table("path,label").rows.isEmpty)
  }

  @Test("A field may be as long as the file")
  func longField() throws {
    let long = String(repeating: "ab\"\"c\n", count: 100_000)
    let table = try table("path,note\na,\"\(long)\"")
    #expect(table.rows.first?.last?.utf8.count == 500_000)
  }

  @Test(
    "What is wrong is said with its line",
    arguments: [
      ("", CSVError.empty(path: "t.csv")), ("\u{FEFF}\r\n\n", .empty(path: "t.csv")),
      (" , \n,", .empty(path: "t.csv")),
      ("a,b\n1,2\n\"3,4\n5,6\n", .unclosedQuote(path: "t.csv", line: 3)),
      ("a,b\n1,\"2\"x\n", .textAfterQuote(path: "t.csv", line: 2)),
      ("a,b\n1,2\n3,x\"y\"\n", .strayQuote(path: "t.csv", line: 3)),
      ("a,b\n1,2\n3\n", .raggedRow(path: "t.csv", line: 3, fields: 1, columns: 2)),
      ("a,b\n\"1\n1\",2\n1,2,3\n", .raggedRow(path: "t.csv", line: 4, fields: 3, columns: 2)),
      ("path,Label,LABEL\n", .duplicateColumn(path: "t.csv", name: "LABEL")),
      ("a,b\n1,\0\n", .notUTF8(path: "t.csv", .binary(line: 2))),
      ("PK\u{3}\u{4}....", .notUTF8(path: "t.csv", .workbook)),
    ])
  func refused(text: String, error: CSVError) throws {
    #expect(throws: error) { try table(text) }
  }

  @Test("Other encodings are named")
  func encodings() throws {
    for mark: [UInt8] in [[0xFF, 0xFE], [0xFE, 0xFF]] {
      #expect(throws: CSVError.notUTF8(path: "t.csv", .utf16)) {
        try CSVTable(mark + [0x70, 0, 0x61, 0], path: "t.csv")
      }
    }
    let latin1 = Array("path,label\na,granite\nb,Schiefer gr".utf8) + [0xFC] + Array("n\n".utf8)
    #expect(throws: CSVError.notUTF8(path: "t.csv", .otherText(line: 3))) {
      try CSVTable(latin1, path: "t.csv")
    }
  }

  @Test("Every error is one sentence that ends in a remedy")
  func sentences() {
    let errors: [CSVError] = [
      .unreadable(path: "t", reason: "r"), .tooLarge(path: "t", bytes: 1, limit: 2),
      .tooManyFields(path: "t", limit: 2), .empty(path: "t"), .notUTF8(path: "t", .utf16),
      .notUTF8(path: "t", .workbook), .notUTF8(path: "t", .binary(line: 1)),
      .notUTF8(path: "t", .otherText(line: 1)), .unclosedQuote(path: "t", line: 1),
      .textAfterQuote(path: "t", line: 1), .strayQuote(path: "t", line: 1),
      .raggedRow(path: "t", line: 1, fields: 1, columns: 2), .duplicateColumn(path: "t", name: "n"),
    ]
    for error in errors {
      let text = "\(error)"
      #expect(text.hasSuffix(".") && text.contains("; ") && !text.contains("\n"), "\(text)")
    }
  }

  @Test("Files are read; a missing one, a folder and one that is too large are refused")
  func files() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("path,label\na.png,gneiss\nb.png,marble\n".utf8), to: "t.csv")
    #expect(try CSVTable(path: folder.at("t.csv")).rows == plain)
    for name in ["none.csv", ""] {
      let error = #expect(throws: CSVError.self) { try CSVTable(path: folder.at(name)) }
      #expect(error?.description.contains(folder.at(name)) == true)
    }
    try folder.makeSparse("huge.csv", bytes: CSVTable.largestFile + 1)
    #expect(
      throws: CSVError.tooLarge(
        path: folder.at("huge.csv"), bytes: CSVTable.largestFile + 1, limit: CSVTable.largestFile)
    ) { try CSVTable(path: folder.at("huge.csv")) }
  }

  @Test("No bytes at all bring it down")
  func fuzz() throws {
    let pieces: [[UInt8]] = [
      [0x22], [0x2C], [0x3B], [0x0A], [0x0D], [0x20], [0x61], [0xC3, 0xA9], [0xFF], [0],
    ]
    var state: UInt64 = 1
    for _ in 0..<2000 {
      var bytes: [UInt8] = Array("a,b\n".utf8)
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes += pieces[Int(state >> 33) % pieces.count]
      }
      guard let table = try? CSVTable(bytes, path: "t.csv") else { continue }
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    }
  }
}

extension TemporaryFolder {
  /// Makes a file of that size which takes no space.
  fileprivate func makeSparse(_ name: String, bytes: Int64) throws {
    try write([], to: name)
    try #require(truncate(at(name), Int(bytes)) == 0)
  }
}
