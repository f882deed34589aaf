import Catalog
import Testing

@testable import Lithoscope

@Suite struct LabelTableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ text: String, images: String...) throws -> LabelTable {
    try folder.write(Array(text.utf8), to: "labels.csv")
    return try LabelTable(
      path: folder.at("labels.csv"), images: images.compactMap { RelativePath($0) }, folder: folder.path)
  }

  private func label(_ table: LabelTable, _ path: String) -> String? {
    RelativePath(path).flatMap { table.entries[$0]?.label }
  }

  @Test func takesABOMLineBreaksOfWindowsAndQuotes() throws {
    let table = try table(
      "\u{FEFF}path,label,group\r\n\"a, b.jpg\",\"the \"\"best\"\"\",g1\r\nc.jpg,schist,\r\n",
      images: "a, b.jpg", "c.jpg")
    #expect(label(table, "a, b.jpg") == "the \"best\"")
    #expect(RelativePath("a, b.jpg").flatMap { table.entries[$0]?.group } == "g1")
    #expect(label(table, "c.jpg") == "schist")
    #expect(table.remarks.count == 1)
    #expect(table.remarks.first?.hasPrefix("1 image has no group") == true)
  }

  @Test func saysEachTroubleOnceAndGoesOn() throws {
    let table = try table(
      """
      path,label
      a.jpg,gneiss
      no.jpg,gneiss
      other.jpg,gneiss
      a.jpg,gneiss
      b.jpg,schist
      b.jpg,marble
      c.jpg,
      """, images: "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    #expect(label(table, "a.jpg") == "gneiss")
    #expect(label(table, "b.jpg") == "schist", "the first line counts")
    #expect(table.entries.count == 2)
    #expect(table.remarks.count == 5)
    let all = table.remarks.joined(separator: "\n")
    #expect(all.contains("2 lines of") && all.contains("no.jpg on line 3"))
    #expect(all.contains("b.jpg on line 7") && all.contains("c.jpg on line 8"))
    #expect(all.contains("2 images of the collection") && all.contains("the first is c.jpg"))
    for remark in table.remarks { #expect(remark.hasSuffix(".") && !remark.contains("\n")) }
  }

  @Test func understandsPathsAsPeopleWriteThem() throws {
    let table = try table(
      "path;label\n./x/a.jpg;1\n\(folder.path)/x/b.jpg;2\nx\\c.jpg;3\nx/e\u{301}.jpg;4\n",
      images: "x/a.jpg", "x/b.jpg", "x/c.jpg", "x/\u{E9}.jpg")
    #expect(
      ["x/a.jpg", "x/b.jpg", "x/c.jpg", "x/\u{E9}.jpg"].map { label(table, $0) } == ["1", "2", "3", "4"])
    #expect(table.remarks.isEmpty)
  }

  @Test func namesTheColumnThatIsMissing() throws {
    #expect {
      try table("file,label\na.jpg,x\n", images: "a.jpg")
    } throws: { error in
      "\(error)".contains("no column named path, only file, label") && "\(error)".hasSuffix(".")
    }
  }
}
