import Glibc
import Testing

@testable import Lithoscope

@Suite struct FolderScanTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func scan() throws -> FolderScan { try FolderScan(root: folder.path) }

  private func paths() throws -> [String] { try scan().files.map(\.path.string) }

  @Test("Files of all nested folders are found in the order of their bytes")
  func nested() throws {
    for name in ["b.png", "a/z.png", "a/b/c/d.png", "a.png", "B.png", "a-b.png"] {
      try folder.write([1], to: name)
    }
    // `-` and `.` come before `/`, and capitals before small letters.
    #expect(try paths() == ["B.png", "a-b.png", "a.png", "a/b/c/d.png", "a/z.png", "b.png"])
  }

  @Test("Hidden files and what lies in hidden folders are left out")
  func hidden() throws {
    for name in [".hidden.png", ".lithoscope/vectors/a.png", "a/.DS_Store", "a/seen.png"] {
      try folder.write([1], to: name)
    }
    #expect(try paths() == ["a/seen.png"])
    #expect(try scan().failures.isEmpty)
  }

  @Test("Names with spaces, a newline, quotes and a backslash are names like others")
  func oddNames() throws {
    let names = ["a b.png", "a\nb.png", "it's \"so\".png", "a\\b.png", " .png", "-rf.png"]
    for name in names { try folder.write([1], to: name) }
    #expect(try Set(paths()) == Set(names))
    #expect(try scan().failures.isEmpty)
  }

  @Test("Two spellings of é are two files and two folders")
  func normalForms() throws {
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    for form in [composed, decomposed] { try folder.write([1], to: "\(form)/\(form).png") }
    let found = try paths().map { Array($0.utf8) }
    #expect(found == [Array("e\u{301}/e\u{301}.png".utf8), Array("\u{E9}/\u{E9}.png".utf8)])
  }

  @Test("A name that begins with a combining accent still has its folder as its label")
  func combiningAccent() throws {
    // Seen as characters, the slash and the accent are one and part nothing.
    try folder.write([1], to: "gneiss/\u{301}.png")
    #expect(try scan().files.map(\.label) == ["gneiss"])
  }

  @Test("A name that is not UTF-8 is a failure with a remedy, beside files that are found")
  func invalidBytes() throws {
    try folder.write([1], to: "good.png")
    for bytes in [[UInt8]("bad".utf8) + [0xFF], [0xC3, 0x28]] as [[UInt8]] {
      let file = (Array("\(folder.path)/".utf8) + bytes + Array(".png".utf8) + [0]).withUnsafeBytes {
        open($0.bindMemory(to: CChar.self).baseAddress.unsafelyUnwrapped, O_WRONLY | O_CREAT, 0o644)
      }
      #expect(file >= 0)
      close(file)
    }
    #expect(try paths() == ["good.png"])
    let failures = try scan().failures
    #expect(failures.count == 2)
    #expect(failures.allSatisfy { $0.reason == "Its name is not valid UTF-8; rename it." })
  }

  @Test("The label is the name of the folder that a file lies in, and none directly under the root")
  func labels() throws {
    for name in ["a.png", "gneiss/b.png", "alps/marble/c.png"] { try folder.write([1], to: name) }
    #expect(try scan().files.map(\.label) == [nil, "marble", "gneiss"])
  }

  @Test("A pipe is never opened: it is a failure if it is named like an image, and nothing otherwise")
  func pipes() throws {
    try #require(mkfifo(folder.at("pipe.png"), 0o644) == 0)
    try #require(mkfifo(folder.at("pipe"), 0o644) == 0)
    #expect(try scan().files.isEmpty)
    #expect(try scan().failures.map(\.path) == ["pipe.png"])
  }

  @Test("A missing folder, and a file instead of one, are refused with the path")
  func noFolder() throws {
    try folder.write([1], to: "file")
    for name in ["missing", "file"] {
      let error = #expect(throws: CollectionError.self) { try FolderScan(root: folder.at(name)) }
      #expect(error?.description.contains(folder.at(name)) == true)
      #expect(throws: CollectionError.self) { try ImageCollection(folder: folder.at(name)) }
    }
  }

  @Test("A folder that may not be listed is a failure, and its name is kept", .enabled(if: geteuid() != 0))
  func unreadable() throws {
    try folder.write([1], to: "closed/a.png")
    try folder.write([1], to: "open/a.png")
    chmod(folder.at("closed"), 0)
    defer { chmod(folder.at("closed"), 0o755) }
    #expect(try paths() == ["open/a.png"])
    #expect(try scan().unreadFolders == ["closed"])
    #expect(try scan().failures.map(\.path) == ["closed"])
  }
}
