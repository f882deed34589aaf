import Testing

@testable import Lithoscope

@Suite("Judgements of people")
struct PairTableTests {
  private let paths = ["a/1.png", "a/2.png", "b/3.png"]

  private func table(_ text: String) throws -> PairTable {
    let folder = try TemporaryFolder()
    try folder.write(Array(text.utf8), to: "pairs.csv")
    return try PairTable(path: folder.at("pairs.csv"), paths: paths, folder: "/photos")
  }

  @Test("Yes and no in several words, paths with and without the folder")
  func reads() throws {
    let table = try table(
      "a,b,same,who\na/1.png,a/2.png,yes,Ada\n/photos/a/1.png,b/3.png,0,Ada\nb/3.png,a/2.png,False,Bob\n")
    #expect(
      table.judgements == [
        .init(first: 0, second: 1, isSame: true), .init(first: 0, second: 2, isSame: false),
        .init(first: 2, second: 1, isSame: false),
      ])
    #expect(table.remarks.isEmpty)
  }

  @Test("Lines about other images are counted and passed over")
  func unknown() throws {
    let table = try table("a,b,same\na/1.png,gone.png,1\na/1.png,a/1.png,1\na/1.png,a/2.png,1\n")
    #expect(table.judgements.count == 1)
    #expect(
      table.remarks.count == 1 && table.remarks[0].contains("2 of 3") && table.remarks[0].contains("line 2"))
  }

  @Test(
    "What cannot be understood is refused with the line and the remedy",
    arguments: [
      ("a,b\nx,y\n", "no column named same"), ("a,b,same\na/1.png,a/2.png,perhaps\n", "line 2"),
      ("a,b,same\nx,y,1\n", "No line of"),
    ])
  func refuses(text: String, expected: String) throws {
    let error = try #require(throws: TrainingProblem.self) { try table(text) }
    #expect(error.description.contains(expected))
    #expect(error.description.hasSuffix("."))
  }
}
