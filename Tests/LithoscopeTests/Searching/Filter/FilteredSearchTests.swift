import Descriptors
import Imaging
import Testing

@testable import Lithoscope

/// Searches among the images that pass a filter.
@Suite struct FilteredSearchTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...30 { try folder.write(try Picture.png(seed), to: "near/\(seed).png") }
    for seed in 31...36 { try folder.write(try Picture.png(seed, side: 20), to: "Far/\(seed).png") }
    for seed in 37...38 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
    for (seed, model, date) in [
      (41, "Finepix A", "2024:05:31 12:34:56"), (42, "Canon B", "2023:01:02 03:04:05"),
      (43, "Finepix C", nil),
    ] as [(Int, String, String?)] {
      let bytes = try Photograph.jpeg(Picture.pixels(seed, side: 16), model: model, date: date)
      try folder.write(bytes, to: "photos/\(seed).jpg")
    }
    try collection.index(.colours)
  }

  private func search(
    _ conditions: String..., labels: [String] = [], table: CSVTable? = nil, count: Int = 99,
    image: String = "near/1.png"
  ) throws -> SearchResult {
    var request = SearchRequest([image], count: count)
    request.filter = ImageFilter(
      labels: labels, conditions: try conditions.map { try FilterCondition($0) }, table: table)
    return try collection.search(request)
  }

  private func names(_ result: SearchResult) -> [String] { result.matches.map(\.path).sorted() }

  private func table(_ text: String) throws -> CSVTable { try CSVTable(Array(text.utf8), path: "t.csv") }

  @Test("As many results come back as pass, however many others are nearer")
  func fillsUp() throws {
    let all = try search()
    for (labels, count) in [(["far"], 6), (["FAR", ""], 8), ([""], 2), (["near", "far"], 35)] {
      let result = try search(labels: labels)
      #expect(result.matches.count == count && result.searched == count)
      #expect(result.matches.map(\.rank) == Array(1...count))
      #expect(result.matches.map(\.path) == all.matches.map(\.path).filter(names(result).contains))
      #expect(try search(labels: labels, count: 2).matches == Array(result.matches.prefix(2)))
    }
  }

  @Test("The collection's own keys")
  func ownKeys() throws {
    #expect(names(try search("label=far")).count == 6)
    #expect(names(try search("label=")) == ["37.png", "38.png"])
    #expect(names(try search("label!=near")).count == 11)
    #expect(names(try search("path=far/3?.png")).count == 6)
    #expect(names(try search("PATH=*/4*")).count == 4)
    #expect(names(try search("format=JPEG")) == ["photos/41.jpg", "photos/42.jpg", "photos/43.jpg"])
    #expect(names(try search("width>8", "height<=16")).count == 3)
    #expect(names(try search("width>8", "height<=16", "label=far")).isEmpty)
  }

  @Test("The fields of EXIF")
  func exif() throws {
    #expect(names(try search("camera_model=finepix*")) == ["photos/41.jpg", "photos/43.jpg"])
    #expect(names(try search("exif.camera_model=Canon B")) == ["photos/42.jpg"])
    #expect(names(try search("date_taken>=2024")) == ["photos/41.jpg"])
    #expect(names(try search("date_taken<2024-05-31T13")) == ["photos/41.jpg", "photos/42.jpg"])
    #expect(names(try search("camera_model!=", "date_taken=")) == ["photos/43.jpg"])
    #expect(names(try search("lens=")).count == 40)
  }

  @Test("The columns of a table")
  func tables() throws {
    let text =
      "Path;Depth;label;iso\nnear/2.png;1,5;core;100\n./near/3.png;20;core;\n\(folder.at("Far/31.png"));n/a;x;5\nno.png;1;;"
    let table = try table(text)
    #expect(names(try search("depth<10", table: table)) == ["near/2.png"])
    #expect(names(try search("depth>=1.5", table: table)) == ["near/2.png", "near/3.png"])
    #expect(names(try search("Depth=n/a", table: table)) == ["Far/31.png"])
    // The collection's own label comes first; the table's is there under its full name.
    #expect(names(try search("label=core", table: table)).isEmpty)
    #expect(
      names(try search("table.label=core", "label=near", table: table)) == ["near/2.png", "near/3.png"])
    // The table's column comes before EXIF's.
    #expect(names(try search("iso=100", table: table)) == ["near/2.png"])
    #expect(names(try search("exif.iso=100", table: table)).isEmpty)
    #expect(names(try search("table.depth!=", labels: ["far"], table: table)) == ["Far/31.png"])
  }

  @Test("A table spelt in another Unicode form finds its images")
  func unicodeForms() throws {
    try folder.write(try Picture.png(50), to: "gru\u{308}n.png")
    try collection.index()
    let table = try table("path,k\ngr\u{FC}n.png,1")
    #expect(try search("k=1", table: table).matches.count == 1)
  }

  @Test("Of several images with one content only those that pass are results, and none is lost")
  func sharedContent() throws {
    for seed in 31...36 { try folder.write(try folder.read("Far/\(seed).png"), to: "near/copy \(seed).png") }
    try folder.write(try folder.read("near/1.png"), to: "Far/1.png")
    try collection.index()
    let result = try search(labels: ["far"], count: 7)
    #expect(result.matches.count == 7 && result.searched == 7)
    #expect(result.matches.first?.path == "Far/1.png", "a copy of the query")
    #expect(result.matches.allSatisfy { $0.label == "Far" })
    #expect(try search("path=near/copy*", count: 6).matches.count == 6)
    #expect(try search("path=near/1.png").matches.isEmpty, "the query itself")
    #expect(try search("path=near/1.png").searched == 0)
    #expect(try search("path=*/1.png", count: 1).matches.map(\.path) == ["Far/1.png"])
  }

  @Test("Equal similarities are in the order of paths among those that pass")
  func ties() throws {
    for shift in 0..<12 {
      let name = shift % 2 == 0 ? "even" : "odd"
      try folder.write(try Picture.turned(60, by: 3 * shift), to: "\(name)/\(99 - shift).png")
    }
    try collection.index()
    try folder.write(try Picture.png(60), to: ".query")
    let result = try search(labels: ["even"], count: 3, image: folder.at(".query"))
    #expect(result.matches.map(\.path) == ["even/89.png", "even/91.png", "even/93.png"])
  }

  @Test("A query that does not pass the filter itself is answered; expansion stays within it")
  func expansion() throws {
    var request = SearchRequest(["near/1.png"], count: 99)
    request.filter.labels = ["Far"]
    request.expansion = 3
    let result = try collection.search(request)
    #expect(result.matches.count == 6)
    #expect(result.matches.map(\.similarity) != (try search(labels: ["far"])).matches.map(\.similarity))
  }

  @Test("Nothing that passes is an empty result")
  func nothing() throws {
    let result = try search("width>10000")
    #expect(result.matches.isEmpty && result.searched == 0)
  }

  @Test("A key that does not exist is refused with those that do")
  func unknownKey() throws {
    let error = #expect(throws: FilterError.self) { try search("colour=red") }
    for key in ["colour", "label, path, format, width, height", "camera_model", "--table"] {
      #expect(error?.description.contains(key) == true)
    }
    let other = #expect(throws: FilterError.self) {
      try search("hole=1", table: table(",path,depth,hole id\n1,a,1,1\n"))
    }
    #expect(other?.description.contains("of the table: depth, hole id.") == true)
    for key in ["exif.colour", "table.depth", "exif.", "table.", "exif.label"] {
      #expect(throws: FilterError.self) { try search("\(key)=1") }
    }
  }

  @Test("A label that no image has is refused with those there are")
  func unknownLabel() throws {
    #expect(throws: FilterError.unknownLabel("fra", labels: ["", "Far", "near", "photos"])) {
      try search(labels: ["near", "fra"])
    }
    #expect(
      "\(FilterError.unknownLabel("x", labels: (1...40).map(String.init)))".contains("29, 30 and 10 more."))
    #expect(
      "\(FilterError.unknownLabel("x", labels: ["", "a"]))".hasSuffix("of a, or '' for images without one."))
    #expect("\(FilterError.unknownLabel("x", labels: [""]))".hasSuffix("index again."))
  }

  @Test("Tables that do not fit are refused with what to do")
  func badTables() throws {
    #expect(throws: FilterError.tableWithoutPaths(path: "t.csv", columns: ["file", "depth"])) {
      try search("depth=1", table: table("file,depth\na,1\n"))
    }
    #expect(throws: FilterError.imageTwice(path: "t.csv", line: 4, image: "./near/2.png")) {
      try search("depth=1", table: table("path,depth\nnear/2.png,1\nnear/3.png,1\n./near/2.png,2\n"))
    }
    let error = #expect(throws: FilterError.self) {
      try search("depth=1", table: table("path,depth\nrocks/near/2.png,1\n,5\n"))
    }
    #expect(error?.description.contains("t.csv") == true)
    #expect(error?.description.hasSuffix("such as 37.png.") == true)
    guard case .foreignTable? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
