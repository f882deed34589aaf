import Foundation
import Testing

@testable import Lithoscope

/// A query that is a member of the collection does not find itself, however it is named.
@Suite struct MemberTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...4 { try folder.write(try Picture.png(seed), to: "in/\(seed).png") }
    try collection.index(.colours)
  }

  private func expectMember(_ query: String, _ member: String = "in/1.png") throws {
    let result = try collection.search(query, count: 10)
    #expect(result.member == member, "\(query)")
    #expect(!result.matches.contains { $0.path == member }, "\(query)")
    #expect(result.matches.count == 3, "\(query)")
    #expect(result.query == query)
  }

  @Test("By its path in the collection, by its absolute path, and with detours")
  func paths() throws {
    try expectMember("in/1.png")
    try expectMember(folder.at("in/1.png"))
    try expectMember(folder.at("in/../in/./1.png"))
    try expectMember(folder.at("in//1.png"))
  }

  @Test("By a path relative to the working folder")
  func workingFolder() throws {
    let here = FileManager.default.currentDirectoryPath
    let up = here.split(separator: "/").map { _ in ".." }.joined(separator: "/")
    try expectMember("\(up)\(folder.at("in/1.png"))")
  }

  @Test("Through links to the file, to its folder and to the collection")
  func links() throws {
    let elsewhere = try TemporaryFolder()
    try elsewhere.link("file", to: folder.at("in/1.png"))
    try elsewhere.link("folder", to: folder.at("in"))
    try elsewhere.link("collection", to: folder.path)
    try expectMember(elsewhere.at("file"))
    try expectMember(elsewhere.at("folder/1.png"))
    try expectMember(elsewhere.at("collection/in/1.png"))
  }

  @Test("A member that is itself a link is left out, not its target")
  func memberLink() throws {
    let elsewhere = try TemporaryFolder()
    try elsewhere.write(try Picture.png(9), to: "deep/9.png")
    try folder.link("in/link.png", to: "1.png")
    try folder.link("disk", to: elsewhere.path)
    try collection.index()
    for query in ["in/link.png", folder.at("in/link.png")] {
      let result = try collection.search(query, count: 10)
      #expect(result.member == "in/link.png")
      #expect(result.matches.first?.path == "in/1.png")
      #expect(result.matches.count == 5)
    }
    for query in ["disk/deep/9.png", folder.at("disk/deep/9.png")] {
      #expect(try collection.search(query).member == "disk/deep/9.png")
    }
  }

  @Test("Its duplicates are found")
  func duplicates() throws {
    try folder.write(try Picture.png(1), to: "copy.png")
    try collection.index()
    let matches = try collection.search("in/1.png", count: 1).matches
    #expect(matches.map(\.path) == ["copy.png"])
    #expect(matches.first?.similarityText == "1.0000")
  }

  @Test("A file with a member's bytes that is no member finds it")
  func sameBytesOutside() throws {
    try folder.write(try Picture.png(1), to: ".1.png")
    let result = try collection.search(folder.at(".1.png"), count: 1)
    #expect(result.member == nil)
    #expect(result.searched == 4)
    #expect(result.matches.map(\.path) == ["in/1.png"])
    #expect(result.matches.first?.similarityText == "1.0000")
  }

  @Test("A member that has changed is described anew, and its old self is left out")
  func changed() throws {
    try folder.write(try Picture.png(3), to: "in/1.png")
    try folder.touch("in/1.png", secondsAgo: 100)
    for query in ["in/1.png", folder.at("in/1.png")] {
      let result = try collection.search(query, count: 10)
      #expect(result.member == "in/1.png")
      #expect(result.matches.first?.path == "in/3.png")
      #expect(result.matches.first?.similarityText == "1.0000")
      #expect(result.matches.count == 3)
    }
  }

  @Test("A member whose file is gone is still known")
  func gone() throws {
    let before = try collection.search("in/1.png").matches
    try folder.remove("in/1.png")
    #expect(try collection.search("in/1.png").matches == before)
  }

  @Test("Of two members spelt é in two ways the one that was named is left out")
  func normalForms() throws {
    try folder.write(try Picture.png(5), to: "\u{E9}.png")
    try folder.write(try Picture.png(6), to: "e\u{301}.png")
    try collection.index()
    for (query, other) in [("\u{E9}.png", "e\u{301}.png"), ("e\u{301}.png", "\u{E9}.png")] {
      for name in [query, folder.at(query)] {
        let result = try collection.search(name, count: 10)
        #expect(result.member.map { Array($0.utf8) } == Array(query.utf8))
        let found = result.matches.map { Array($0.path.utf8) }
        #expect(found.contains(Array(other.utf8)) && !found.contains(Array(query.utf8)))
      }
    }
  }

  @Test("A folder whose name only looks like the collection's holds no members")
  func lookalike() throws {
    let parent = try TemporaryFolder()
    for form in ["\u{E9}", "e\u{301}"] { try parent.write(try Picture.png(1), to: "\(form)/1.png") }
    let collection = try ImageCollection(
      folder: parent.at("\u{E9}"), models: ModelStore(directory: parent.at("none")))
    try collection.index(.colours)
    #expect(try collection.search(parent.at("e\u{301}/1.png")).member == nil)
    #expect(try collection.search(parent.at("\u{E9}/1.png")).member == "1.png")
  }
}
