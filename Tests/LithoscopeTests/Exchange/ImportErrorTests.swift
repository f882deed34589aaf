import Catalog
import Foundation
import Testing

@testable import Lithoscope

/// Files that cannot be imported: a sentence with the place and the remedy, and nothing has changed.
@Suite("Refused imports")
struct ImportErrorTests {
  let pictures: ExchangedPictures
  let place: TemporaryFolder

  init() throws {
    pictures = try ExchangedPictures()
    place = try TemporaryFolder()
  }

  private func refused(
    _ file: String, as name: String? = "clip", _ expected: (ImportError) -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try files()
    var options = ImportOptions()
    options.descriptor = name
    do {
      _ = try pictures.collection.importVectors(file, options)
      Issue.record("it was imported", sourceLocation: sourceLocation)
    } catch let error as ImportError {
      #expect(expected(error), "\(error)", sourceLocation: sourceLocation)
      #expect(error.description.hasSuffix("."), sourceLocation: sourceLocation)
    }
    let after = try files()
    #expect(after == before, "\(Set(after).symmetricDifference(before))", sourceLocation: sourceLocation)
    #expect(try pictures.collection.status().descriptors.map(\.name) == ["rgb-histogram", "lbp"])
  }

  /// The files of the collection; SQLite's own come and go.
  private func files() throws -> [String] {
    try pictures.folder.names().filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") }
  }

  private func write(_ text: String, to name: String) throws -> String {
    try place.write(Array(text.utf8), to: name)
    return place.at(name)
  }

  @Test("Names: none, none that can be one, Lithoscope's own, another descriptor's")
  func names() throws {
    let file = try write("path,v0,v1\na/3.png,1,2\n", to: "x.csv")
    try refused(file, as: nil) { $0 == .nameMissing(path: file) }
    for name in ["", "a b", "../x", "a/b", "-x", ".x", "x.safetensors", String(repeating: "x", count: 65)] {
      try refused(file, as: name) { $0 == .badName(name) }
    }
    for name in ["fusion", "lbp", "vgg16-block2", "colour", "histogram+lbp"] {
      try refused(file, as: name) { $0 == .takenName(name) || $0 == .badName(name) }
    }
    let exported = try pictures.export(.npy, to: place)
    try refused(exported.vectors, as: "lbp") {
      $0 == .otherDescriptor(path: exported.vectors, has: "rgb-histogram", asked: "lbp")
    }
    try refused(place.at("x.txt")) { $0 == .unknownFormat(path: place.at("x.txt")) }
    try refused(place.at("gone.npy"), as: nil) { if case .unreadable = $0 { true } else { false } }
  }

  @Test(
    "What made exported vectors has to be what this version would do",
    arguments: [
      ("\"version\" : 1", "\"version\" : 2", "version"), ("\"f32\"", "\"bf16\"", "precision"),
      ("pixels-448/1", "pixels-448/2", "preprocessing"),
      ("\"dimension\" : 512", "\"dimension\" : 511", "dimension"),
      ("\"model_digest\" : \"\"", "\"model_digest\" : \"abc\"", "model"),
    ])
  func stamps(old: String, new: String, what: String) throws {
    let exported = try pictures.export(.jsonl, to: place)
    let origin = String(decoding: try place.read("rgb-histogram.descriptor.json"), as: UTF8.self)
    #expect(origin.contains(old))
    _ = try write(origin.replacingOccurrences(of: old, with: new), to: "rgb-histogram.descriptor.json")
    try refused(exported.vectors, as: nil) {
      if case .madeDifferently(_, _, what, _, _) = $0 { true } else { false }
    }
  }

  @Test("A side file that says nothing, or names what is not known")
  func origins() throws {
    let exported = try pictures.export(.csv, to: place)
    let origin = String(decoding: try place.read("rgb-histogram.descriptor.json"), as: UTF8.self)
    for text in ["", "{}", "[1]", "not JSON", origin.replacingOccurrences(of: "512", with: "-1")] {
      _ = try write(text, to: "rgb-histogram.descriptor.json")
      try refused(exported.vectors, as: nil) { $0 == .badOrigin(path: exported.origin) }
    }
    _ = try write(
      origin.replacingOccurrences(of: "rgb-histogram", with: "granites"), to: "rgb-histogram.descriptor.json")
    try refused(exported.vectors, as: nil) {
      $0 == .unknownDescriptor(path: exported.vectors, name: "granites")
    }
  }

  @Test("Tables: keys, columns, numbers, lengths, digests, each with its line")
  func tables() throws {
    let digest = String(repeating: "ab", count: 32)
    let cases: [(String, (ImportError) -> Bool)] = [
      ("name,v0\na,1\n", { if case .noKey = $0 { true } else { false } }),
      ("path,a,b\na,1,2\n", { if case .noVectors = $0 { true } else { false } }),
      ("path,v1,v2\na,1,2\n", { if case .noVectors = $0 { true } else { false } }),
      ("path,v0\na,1\n\"b\nc\",x\n", { $0 == .badNumber(path: place.at("t.csv"), line: 3, text: "x") }),
      ("path,v0\na,1\nb,2\na,3\n", { $0 == .duplicatePath(path: place.at("t.csv"), line: 4, image: "a") }),
      ("path,v0\n,1\n", { $0 == .emptyKey(path: place.at("t.csv"), line: 2) }),
      ("sha256,v0\nabc,1\n", { $0 == .badDigest(path: place.at("t.csv"), line: 2, text: "abc") }),
      (
        "sha256,v0,v1\n\(digest),1,2\n\(digest),2,1\n",
        { if case .contradiction(_, 3, _) = $0 { true } else { false } }
      ),
      ("path,v0\n", { $0 == .empty(path: place.at("t.csv")) }),
    ]
    for (text, expected) in cases { try refused(write(text, to: "t.csv"), expected) }
    for text in ["", "\n\n", "path,v0\na,1,2\n", "path,v0\na\n", "path,path,v0\na,b,1\n", "path,v0\n\"a,1\n"]
    {
      #expect(throws: CSVError.self, "\(text)") {
        var options = ImportOptions()
        options.descriptor = "clip"
        _ = try pictures.collection.importVectors(write(text, to: "t.csv"), options)
      }
    }
  }

  @Test("JSON lines: what is broken is said with its line")
  func jsonLines() throws {
    let good = "{\"path\":\"a/3.png\",\"embedding\":[1,2]}\n"
    let file = place.at("t.jsonl")
    for bad in [
      "{", "[]", "{\"path\":\"b\"}", "{\"path\":\"b\",\"embedding\":[]}", "{\"path\":3,\"embedding\":[1,2]}",
      "{\"path\":\"b\",\"embedding\":[1,\"2\"]}", "{\"path\":\"b\",\"embedding\":[1,1e99]}",
      String(repeating: "[", count: 100_000),
    ] {
      try refused(write(good + "\n" + bad + "\n", to: "t.jsonl")) { $0 == .badObject(path: file, line: 3) }
    }
    try refused(write(good + "{\"path\":\"b\",\"embedding\":[1,2,3]}", to: "t.jsonl")) {
      $0 == .dimension(path: file, line: 2, found: 3, expected: 2)
    }
    try refused(write("{\"embedding\":[1,2]}", to: "t.jsonl")) { $0 == .emptyKey(path: file, line: 1) }
    try refused(write(good.replacingOccurrences(of: "a/3.png", with: "x/y.png"), to: "t.jsonl")) {
      $0 == .nothingMatches(path: file, folder: pictures.folder.path, example: "x/y.png")
    }
  }

  @Test("Vectors that are none are noted, and the rest goes on")
  func unusable() throws {
    let text = """
      {"path":"a/3.png","embedding":[1,2]}
      {"path":"a/4.png","embedding":[NaN,2]}
      {"path":"b/1.png","embedding":[0,0]}
      {"path":"b/2.png","embedding":[null,1]}
      {"path":"ö/5.png","embedding":[1,-Infinity]}
      """
    var options = ImportOptions()
    options.descriptor = "clip"
    let report = try pictures.collection.importVectors(write(text, to: "t.jsonl"), options)
    #expect(report.images == 1)
    #expect(report.unusable.map(\.path) == ["a/4.png", "b/1.png", "b/2.png", "ö/5.png"])
    #expect(report.unusable.allSatisfy { $0.reason.hasSuffix(".") })
    let csv = try pictures.collection.importVectors(
      write("path,v0,v1\na/3.png,1,2\na/4.png,,2\nb/1.png,nan,1\n", to: "u.csv"), options)
    #expect(csv.unusable.map(\.path) == ["a/4.png", "b/1.png"])
  }

  @Test("Lithoscope's own vectors belong to bytes and have length 1")
  func own() throws {
    let bare = try ExchangedPictures(isIndexed: false)
    let exported = try pictures.export(.csv, to: place)
    var lines = String(decoding: try place.read("rgb-histogram.csv"), as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: true).map(String.init)
    var fields = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    fields[6] = "5.0"
    lines[1] = fields.joined(separator: ",")
    _ = try write(lines.joined(separator: "\r\n"), to: "rgb-histogram.csv")
    let report = try bare.collection.importVectors(exported.vectors)
    #expect(report.images == 6)
    #expect(report.unusable.map(\.path) == [fields[0]])
    fields[2] = ""
    lines[1] = fields.joined(separator: ",")
    _ = try write(lines.joined(separator: "\r\n"), to: "rgb-histogram.csv")
    try refused(exported.vectors, as: nil) { $0 == .digestMissing(path: exported.vectors, line: 2) }
  }

  @Test("An array without its table, or with a table of another length")
  func arrays() throws {
    let exported = try pictures.export(.npy, to: place)
    let table = try #require(exported.table)
    let lines = String(decoding: try place.read("rgb-histogram.csv"), as: UTF8.self)
    _ = try write(
      lines + "more.png,a,\(String(repeating: "00", count: 32)),1,1,png\r\n", to: "rgb-histogram.csv")
    try refused(exported.vectors, as: nil) {
      $0 == .rowsDisagree(array: exported.vectors, rows: 7, table: table, lines: 8)
    }
    let fewer = lines.components(separatedBy: "\r\n").prefix(3).joined(separator: "\r\n")
    _ = try write(fewer, to: "rgb-histogram.csv")
    try refused(exported.vectors, as: nil) {
      $0 == .rowsDisagree(array: exported.vectors, rows: 7, table: table, lines: 2)
    }
    try place.remove("rgb-histogram.csv")
    try refused(exported.vectors, as: nil) { $0 == .tableMissing(array: exported.vectors, table: table) }
  }
}
