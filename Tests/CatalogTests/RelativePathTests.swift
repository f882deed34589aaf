import Catalog
import Testing

@Suite struct RelativePathTests {
  @Test(arguments: [
    "a", "a/b.jpg", "with space/and \"quotes\"'.jpg", "line\nfeed", "…/x", "..a/b..", ".hidden/.jpg",
    "-- DROP TABLE", "日本/石.png", "...",
  ])
  func acceptsNamesOfFiles(text: String) throws {
    #expect(try #require(RelativePath(text)).string == text)
  }

  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", "./a", "a/.", "a\0b",
  ])
  func refusesWhatLeadsElsewhere(text: String) {
    #expect(RelativePath(text) == nil)
  }

  @Test func tellsFormsOfTheSameLetterApart() throws {
    let composed = try Sample.path("caf\u{E9}.jpg")
    let decomposed = try Sample.path("cafe\u{301}.jpg")
    #expect(composed.string == decomposed.string)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
  }

  @Test func ordersByBytes() throws {
    let sorted = try ["B", "a", "a/b", "a0", "ab", "é", "z"].map(Sample.path)
    #expect(sorted.shuffled().sorted().map(\.string) == ["B", "a", "a/b", "a0", "ab", "z", "é"])
  }
}
