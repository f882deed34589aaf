import Foundation
import Testing

@testable import Lithoscope

@Suite struct ResultPageTests {
  let folder: TemporaryFolder
  let collection: ImageCollection
  private static let hostile = [
    "<script>alert(1)</script>.png", "a\" onerror=\"alert(2).png", "it's '>.png", "new\nline.png",
    "&amp;&lt;.png", "http:evil.png", "--><!--.png",
  ]

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for (seed, name) in Self.hostile.enumerated() {
      try folder.write(try Picture.png(seed, side: seed == 0 ? 300 : 20), to: "<b>label</b>/\(name)")
    }
    try collection.index(.colours)
  }

  private func page(_ query: String) throws -> String {
    let result = try collection.search(query, count: 20)
    try SearchReport(result, in: collection).writePage(to: folder.at(".page.html"))
    return String(decoding: try folder.read(".page.html"), as: UTF8.self)
  }

  /// The tags of a page in order, such as `<li>` and `</li>`, each with its attributes.
  private func tags(_ page: String) -> [String] {
    var tags: [String] = []
    var rest = Substring(page)
    while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
      tags.append(String(rest[start...end]))
      rest = rest[end...].dropFirst()
    }
    return tags
  }

  @Test("Hostile names of files and folders stay text")
  func hostileNames() throws {
    for name in Self.hostile {
      let page = try page("<b>label</b>/\(name)")
      #expect(!page.contains("<script"))
      #expect(!page.contains("<b>"))
      #expect(!page.contains("<!--"))
      #expect(page.contains("&lt;b&gt;label&lt;/b&gt;"))
      for tag in tags(page) { #expect(!tag.contains("onerror=") || tag.contains("&quot; onerror=&quot;")) }
      #expect(page.components(separatedBy: "<li>").count - 1 == Self.hostile.count - 1)
    }
  }

  @Test("The page asks for nothing: no script, and every address is the data itself")
  func selfContained() throws {
    let page = try page("<b>label</b>/\(Self.hostile[0])")
    for tag in tags(page) where tag.contains("src=") { #expect(tag.contains(" src=\"data:image/")) }
    let names = Set(tags(page).compactMap { $0.dropFirst().split { !$0.isLetter }.first?.lowercased() })
    #expect(
      names.isDisjoint(with: ["script", "link", "iframe", "object", "embed", "form", "base", "a", "svg"]))
    let style = page.components(separatedBy: "<style>").last?.components(separatedBy: "</style>").first ?? ""
    for word in ["url(", "@import", "http", "expression"] { #expect(!style.contains(word)) }
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("href="))
  }

  @Test("Every tag that is opened is closed in its turn")
  func balanced() throws {
    let void: Set = ["!doctype", "meta", "img"]
    var open: [String] = []
    for tag in tags(try page("<b>label</b>/\(Self.hostile[1])")) {
      let name = tag.dropFirst(tag.hasPrefix("</") ? 2 : 1).prefix { !" >".contains($0) }.lowercased()
      if void.contains(name) { continue }
      if tag.hasPrefix("</") { #expect(open.popLast() == name) } else { open.append(name) }
      #expect(tag.filter { $0 == "\"" }.count.isMultiple(of: 2))
    }
    #expect(open.isEmpty)
  }

  @Test("An image that is gone leaves a note in its place, on the page and on the sheet")
  func goneImages() throws {
    let result = try collection.search("<b>label</b>/\(Self.hostile[0])", count: 20)
    for name in Self.hostile { try folder.remove("<b>label</b>/\(name)") }
    let report = SearchReport(result, in: collection)
    try report.writePage(to: folder.at("page.html"))
    let page = String(decoding: try folder.read("page.html"), as: UTF8.self)
    #expect(page.components(separatedBy: "class=\"gone\"").count - 1 == Self.hostile.count)
    try report.writeSheet(to: folder.at("sheet.png"))
    #expect(try folder.read("sheet.png").count > 1000)
  }

  @Test("A similarity below zero draws no bar, and all scores have four decimals")
  func scores() throws {
    let matches = [
      Match(rank: 1, path: "a", similarity: 1, label: nil),
      Match(rank: 2, path: "b", similarity: -0.25, label: "x"),
    ]
    let result = SearchResult(
      query: "q", member: nil, descriptor: .vgg16Block4, searched: 2, matches: matches,
      timings: SearchTimings())
    let page = try ResultPage(result: result, queryThumbnail: nil, thumbnails: [nil, nil]).html()
    #expect(page.contains(">1.0000<") && page.contains(">-0.2500<"))
    #expect(page.contains("width:100.00%") && page.contains("width:0.00%"))
    // The licence of the weights asks for it.
    #expect(page.contains("Visual Geometry Group"))
  }
}
