import Glibc
import Testing

@testable import Lithoscope

@Suite struct FolderLinkTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func scan() throws -> FolderScan { try FolderScan(root: folder.path) }

  private func paths() throws -> [String] { try scan().files.map(\.path.string) }

  @Test("A link to a file is a file, with the stamp of its target")
  func fileLink() throws {
    let elsewhere = try TemporaryFolder()
    try elsewhere.write([1, 2, 3], to: "rock.png")
    try folder.link("link.png", to: elsewhere.at("rock.png"))
    let files = try scan().files
    #expect(files.map(\.path.string) == ["link.png"])
    #expect(files.first?.stamp.byteSize == 3)
  }

  @Test("A link that leads nowhere and one that leads to itself are failures, each with its own reason")
  func deadLinks() throws {
    try folder.link("dangling.png", to: "nowhere.png")
    try folder.link("loop.png", to: "loop.png")
    let scan = try scan()
    #expect(scan.files.isEmpty)
    #expect(scan.failures.map(\.path) == ["dangling.png", "loop.png"])
    #expect(scan.failures.first?.reason == "This link leads nowhere; mend or remove it.")
    #expect(scan.failures.last?.reason == "This link leads back to itself; remove it.")
  }

  @Test("Links to folders above end, and every image has one path")
  func loops() throws {
    try folder.write([1], to: "a/b/rock.png")
    try folder.link("a/b/up", to: "..")
    try folder.link("a/root", to: folder.path)
    try folder.link("self", to: ".")
    #expect(try paths() == ["a/b/rock.png"])
    #expect(try scan().failures.isEmpty)
  }

  @Test("A link to a folder inside counts less than the folder, whatever their names")
  func linkInside() throws {
    try folder.write([1], to: "zebra/rock.png")
    try folder.link("aardvark", to: "zebra")
    #expect(try paths() == ["zebra/rock.png"])
  }

  @Test("Of two links to one folder outside the first by name counts")
  func twoLinks() throws {
    let elsewhere = try TemporaryFolder()
    try elsewhere.write([1], to: "deep/rock.png")
    for name in ["two", "one", "three"] { try folder.link(name, to: elsewhere.path) }
    #expect(try paths() == ["one/deep/rock.png"])
  }

  @Test("Links whose names are two spellings of é are two links")
  func linksInTwoNormalForms() throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    try first.write([1], to: "a.png")
    try second.write([1], to: "b.png")
    try folder.link("\u{E9}", to: first.path)
    try folder.link("e\u{301}", to: second.path)
    #expect(try paths().map { Array($0.utf8) } == ["e\u{301}/b.png", "\u{E9}/a.png"].map { Array($0.utf8) })
  }

  @Test("Nothing is known of what lies behind a link that leads nowhere now")
  func danglingFolderLink() throws {
    try folder.link("disk", to: "/nowhere/disk")
    #expect(try scan().unreadFolders == ["disk"])
  }
}
