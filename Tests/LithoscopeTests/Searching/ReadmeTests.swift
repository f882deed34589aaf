// Nothing else of the project is imported: the library alone must be enough.
import Lithoscope
import Testing

/// What the README shows compiles and runs.
@Suite struct ReadmeTests {
  private func tenLines(_ photos: String, _ unknown: String, _ options: IndexOptions) throws -> [String] {
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    let collection = try ImageCollection(folder: photos)
    let report = try collection.index(options)
    print("\(report.added) added, \(report.failed.count) failed")

    let result = try collection.search(unknown, count: 8)
    for match in result.matches {
      print(match.rank, match.similarityText, match.label ?? "–", match.path)
    }
    return printed
  }

  @Test(
    "Index a folder and search it in ten lines",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func network() throws {
    let folder = try TemporaryFolder()
    try SampleCollection(imagesPerClass: 2, side: 64).write(to: folder.at("photos"))
    try folder.move("photos/gneiss/gneiss-02.png", to: "unknown.png")
    // As it stands in the README, `index()` takes no options.
    let lines = try tenLines(folder.at("photos"), folder.at("unknown.png"), IndexOptions())
    #expect(lines.count == 9)
    #expect(lines.first == "11 added, 0 failed")
    #expect(lines[1].hasPrefix("1 0."))
  }
}
