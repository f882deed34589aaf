import Descriptors
import Imaging
import Testing

@testable import Lithoscope

/// Searches that say what each component brings.
@Suite struct ExplainedSearchTests {
  let folder: TemporaryFolder
  let collection: ImageCollection
  static let names = ["lab-histogram+lbp:0.5", "lab-histogram+lbp:0.5@whitened"]

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    // Enough of them to be whitened.
    for seed in 0..<55 {
      try folder.write(try Picture.png(seed, side: 12 + seed % 5), to: "<i>\(seed % 2)</i>/\(seed).png")
    }
    var options = IndexOptions()
    options.descriptors = try Self.names.map { try Descriptor.named($0) }
    try collection.index(options)
  }

  private func request(_ images: [String], by name: String) throws -> SearchRequest {
    var request = SearchRequest(images, count: 20, descriptor: try Descriptor.named(name))
    request.explains = true
    return request
  }

  private func expectSums(_ result: SearchResult) throws {
    let explanation = try #require(result.explanation)
    #expect(explanation.contributions.count == result.matches.count && !result.matches.isEmpty)
    for (match, parts) in zip(result.matches, explanation.contributions) {
      #expect(parts.map(\.component) == ["lab-histogram", "lbp"])
      #expect(zip(parts, [0.8, 0.2]).allSatisfy { abs($0.weight - $1) < 1e-12 })
      #expect(abs(parts.reduce(0) { $0 + $1.value } - Double(match.similarity)) < 1e-4)
    }
  }

  @Test(
    "The parts add up to the similarity, whatever the query and whether whitened or not", arguments: names)
  func sums(name: String) throws {
    let (one, two, not) = ("<i>0</i>/0.png", "<i>1</i>/1.png", "<i>0</i>/2.png")
    let plain = try collection.search(request([one], by: name))
    try expectSums(plain)
    for part in try #require(plain.explanation).contributions.joined() {
      #expect(abs(part.value - part.weight * (part.cosine ?? 9)) < 1e-5)
    }
    try expectSums(try collection.search(request([one, two], by: name)))
    var other = try request([one, two], by: name)
    other.excluded = [not]
    other.expansion = 3
    try expectSums(try collection.search(other))
  }

  @Test("Explaining changes no result, and nothing is explained unasked")
  func sameResults() throws {
    let explained = try collection.search(request(["<i>0</i>/0.png"], by: Self.names[1]))
    var plain = try request(["<i>0</i>/0.png"], by: Self.names[1])
    plain.explains = false
    let result = try collection.search(plain)
    #expect(result.matches == explained.matches)
    #expect(result.explanation == nil)
  }

  @Test("A component without signal brings nothing and has no cosine")
  func silence() throws {
    let descriptor = try Descriptor.named("lab-histogram+lbp:0.5")
    var query = [Float](repeating: 0, count: descriptor.dimension)
    query[0] = 1
    var match = [Float](repeating: 0, count: descriptor.dimension)
    (match[0], match[600]) = (0.8, 0.6)
    let parts = SearchExplanation.contributions(descriptor, query, match)
    #expect(parts.map(\.cosine) == [1, nil])
    #expect(abs(parts[0].value - 0.8) < 1e-6 && parts[1].value == 0)
  }

  @Test("Without a network page and sheet show numbers only, and files that are gone leave empty frames")
  func reports() throws {
    let result = try collection.search(request(["<i>0</i>/0.png"], by: Self.names[0]))
    for match in result.matches.prefix(3) { try folder.remove(match.path) }
    let report = SearchReport(result, in: collection)
    #expect(!SearchReport.hasHeatMaps(result.descriptor))
    try report.writePage(to: folder.at(".page.html"))
    let page = String(decoding: try folder.read(".page.html"), as: UTF8.self)
    #expect(page.components(separatedBy: "<dl>").count == 21)
    #expect(page.components(separatedBy: "class=\"gone\"").count == 4)
    #expect(page.contains("no heat map") && !page.contains("class=\"pair\""))
    #expect(!page.contains("<i>0") && page.contains("&lt;i&gt;0&lt;/i&gt;/"))
    try report.writeSheet(to: folder.at(".sheet.png"))
    #expect(try ImageDecoder().decode(path: folder.at(".sheet.png"), fitting: 9000).pixels.height > 3000)
  }

  @Test("A page with heat maps is its own data, and every tag is closed")
  func heatPage() throws {
    let result = try collection.search(request(["<i>0</i>/0.png"], by: Self.names[0]))
    let picture = HeatOverlay.drawn([Float](repeating: 0.5, count: 144), on: Picture.pixels(1, side: 12))
    let pairs = result.matches.indices.map { index in
      HeatMaps.Pair(query: picture, match: index == 2 ? nil : picture)
    }
    let page = try ResultPage(
      result: result, queryThumbnail: picture, thumbnails: result.matches.map { _ in nil }, heat: pairs
    ).html()
    #expect(page.components(separatedBy: "class=\"pair\"").count == result.matches.count + 1)
    #expect(page.components(separatedBy: "class=\"gone\"").count == 2)
    #expect(page.components(separatedBy: "src=\"data:image/").count == 2 * result.matches.count + 1)
    #expect(page.contains("linear-gradient(90deg,rgb(") && !page.contains("SQL"))
    #expect(!page.contains("http") && !page.contains("<script") && !page.contains("url("))
    for tag in ["div", "li", "ol", "dl", "dt", "dd", "p", "span", "i", "b", "figure", "figcaption"] {
      let opened =
        page.components(separatedBy: "<\(tag)>").count + page.components(separatedBy: "<\(tag) ").count
      #expect(opened - 1 == page.components(separatedBy: "</\(tag)>").count, "\(tag)")
    }
  }

  @Test(
    "With the network, pictures are under heat, but for those that are gone",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func network() throws {
    let seen = try TemporaryFolder()
    for seed in 0..<5 {
      try seen.write(try Picture.png(seed, width: 60 + 10 * seed, height: 50), to: "\(seed).png")
    }
    let collection = try ImageCollection(folder: seen.path)
    try collection.index(.using(try Descriptor.named("lbp+vgg16-block3+block4-max")))
    var request = SearchRequest(["0.png"], count: 9)
    request.explains = true
    let result = try collection.search(request)
    try seen.remove(result.matches[1].path)
    let report = SearchReport(result, in: collection)
    try report.writePage(to: seen.at(".page.html"))
    let page = String(decoding: try seen.read(".page.html"), as: UTF8.self)
    #expect(page.components(separatedBy: "class=\"pair\"").count == 5)
    #expect(page.components(separatedBy: "class=\"gone\"").count == 2)
    try report.writeSheet(to: seen.at(".sheet.png"))
    #expect(try ImageDecoder().decode(path: seen.at(".sheet.png"), fitting: 9000).pixels.width > 1000)
  }

  @Test(
    "Places of the real network add up to what was found with stored, whitened vectors",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func networkSums() throws {
    let seen = try TemporaryFolder()
    for seed in 0..<52 {
      try seen.write(try Picture.png(seed, width: 12 + seed % 9, height: 14), to: "\(seed).png")
    }
    let collection = try ImageCollection(folder: seen.path)
    let descriptor = try Descriptor.named("lbp+vgg16-block3+block4-gem3:2@whitened")
    try collection.index(.using(descriptor))
    var request = SearchRequest(["0.png"], count: 3)
    request.explains = true
    let result = try collection.search(request)
    let explanation = try #require(result.explanation)
    #expect(explanation.whitening != nil)
    let weights = try #require(try collection.models.open(for: [descriptor]))
    let extractor = PlaceExtractor(descriptor, input: explanation.input, weights: weights)
    let preparer = ImagePreparer([descriptor], input: explanation.input)
    func places(_ name: String) throws -> ComparedPlaces {
      ComparedPlaces(
        try extractor.places(of: preparer.prepare(path: seen.at(name))), components: extractor.components,
        of: descriptor, whitening: explanation.whitening)
    }
    for (index, match) in result.matches.enumerated() {
      let (own, vector) = (explanation.shownQuery, explanation.matches[index])
      let both = [
        try places("0.png").shares(own: own, with: vector),
        try places(match.path).shares(own: vector, with: own),
      ]
      for shares in both {
        #expect(shares.count == 2)
        for (share, part) in zip(shares, explanation.contributions[index].dropFirst()) {
          #expect(abs(share.sum - part.value) < 1e-4)
        }
      }
    }
  }
}
