import Testing

@testable import LithoscopeCLI

@Suite struct TextTableTests {
  @Test("Columns are as wide as their widest cell and lean where they should")
  func alignment() {
    var table = TextTable([("rank", .right), ("path", .left)])
    table.append(["1", "a.png"])
    table.append(["10", "long name.png"])
    #expect(table.lines == ["rank  path", "   1  a.png", "  10  long name.png"])
  }

  @Test("A line break in a name stays on its line")
  func lineBreak() {
    var table = TextTable([("path", .left)])
    table.append(["two\nlines\u{7}"])
    #expect(table.lines[1] == "two\\nlines\\u{7}")
  }
}
