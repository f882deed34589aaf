import Catalog
import Descriptors
import Testing
import VectorSearch

@testable import Lithoscope

/// Queries of several images, and of images that are not wanted.
@Suite struct SeveralImagesTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 1...20 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
    try collection.index(.colours)
  }

  private func vector(_ name: String) throws -> [Float] {
    try collection.openCatalog().read { reader in
      let record = try #require(try reader.descriptor(named: "rgb-histogram"))
      let path = try #require(RelativePath(name))
      let row = try #require(try reader.row(forPath: path, descriptor: record.id))
      return try VectorMatrix(
        path: collection.layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension,
        rows: record.rowCount
      ).row(row)
    }
  }

  /// All images but these by their cosine with a vector, in double precision.
  private func expected(_ query: [Double], without: [String]) throws -> [(path: String, cosine: Double)] {
    let length = query.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return try (1...20).map { "\($0).png" }.filter { !without.contains($0) }.map { name in
      (name, zip(query, try vector(name)).reduce(0) { $0 + $1.0 * Double($1.1) } / length)
    }.sorted { $0.1 > $1.1 }
  }

  private func expect(_ result: SearchResult, _ expected: [(path: String, cosine: Double)]) {
    #expect(result.matches.count == expected.count)
    #expect(result.searched == expected.count)
    for (match, other) in zip(result.matches, expected) {
      #expect(abs(Double(match.similarity) - other.cosine) < 1e-5)
    }
    #expect(Set(result.matches.map(\.path)) == Set(expected.map(\.path)))
  }

  @Test("Members and files are taken together, and all members are left out")
  func mean() throws {
    try folder.write(try Picture.png(3), to: ".three.png")
    var request = SearchRequest(["1.png", folder.at("2.png"), folder.at(".three.png")], count: 99)
    let result = try collection.search(request)
    let query = zip(zip(try vector("1.png"), try vector("2.png")), try vector("3.png")).map {
      Double($0.0) + Double($0.1) + Double($1)
    }
    expect(result, try expected(query, without: ["1.png", "2.png"]))
    #expect(result.query == "1.png")
    #expect(result.member == "1.png")
    #expect(result.queries == request.images)
    request.images.swapAt(0, 2)
    #expect(try collection.search(request).matches.map(\.path) == result.matches.map(\.path))
  }

  @Test("What is not wanted takes half its mean away and is left out itself")
  func without() throws {
    var request = SearchRequest(["1.png"], count: 99)
    request.excluded = ["2.png", "3.png"]
    let result = try collection.search(request)
    let query = zip(zip(try vector("2.png"), try vector("3.png")), try vector("1.png")).map {
      Double($1) - 0.25 * (Double($0.0) + Double($0.1))
    }
    expect(result, try expected(query, without: ["1.png", "2.png", "3.png"]))
    #expect(result.excluded == ["2.png", "3.png"])
  }

  @Test("An image that is not wanted pushes its copies down")
  func pushedDown() throws {
    try folder.write(try Picture.turned(2, by: 5), to: "copy of 2.png")
    try collection.index()
    let before = try collection.search(SearchRequest(["1.png"], count: 99))
    var request = SearchRequest(["1.png"], count: 99)
    request.excluded = ["2.png"]
    let after = try collection.search(request)
    #expect(after.matches.last?.path == "copy of 2.png")
    #expect(before.matches.last?.path != "copy of 2.png")
  }

  @Test("Expansion searches with the neighbours added")
  func expansion() throws {
    let own = try vector("1.png").map(Double.init)
    let near = try expected(own, without: ["1.png"]).prefix(3)
    var query = own
    for (path, cosine) in near {
      for (place, value) in try vector(path).enumerated() {
        query[place] += cosine * cosine * cosine * Double(value)
      }
    }
    var request = SearchRequest(["1.png"], count: 99)
    request.expansion = 3
    let result = try collection.search(request)
    expect(result, try expected(query, without: ["1.png"]))
    #expect(result.expansion == 3)
    #expect(Set(result.matches.prefix(3).map(\.path)) == Set(near.map(\.path)))
  }

  @Test("For expansion copies count once, and more neighbours than there are do no harm")
  func copies() throws {
    var request = SearchRequest(["1.png"], count: 5)
    request.expansion = 2
    let before = try collection.search(request)
    let nearest = try #require(before.matches.first?.path)
    for number in 0..<9 { try folder.write(try folder.read(nearest), to: "copy \(number).png") }
    try collection.index()
    let similarities = Set(try collection.search(request).matches.map(\.similarityText))
    #expect(similarities == [before.matches[0].similarityText], "ten copies of the nearest")
    for expansion in [19, 1000, Int.max] {
      request.expansion = expansion
      #expect(try collection.search(request).matches.count == 5)
    }
  }

  @Test("More images than a batch holds")
  func many() throws {
    for seed in 1...20 { try folder.write(try Picture.png(seed), to: ".query \(seed).png") }
    let files = (1...20).map { folder.at(".query \($0).png") }
    let members = (1...20).map { "\($0).png" }
    let result = try collection.search(SearchRequest(files, count: 99))
    #expect(result.matches.count == 20)
    #expect(try collection.search(SearchRequest(members)).matches.isEmpty)
  }

  @Test("An image that is wanted and not wanted is refused, under whatever names")
  func contradiction() throws {
    var request = SearchRequest(["2.png", "1.png"])
    request.excluded = ["1.png"]
    #expect(throws: SearchRequestError.wantedAndNot("1.png")) { try collection.search(request) }
    request.excluded = [folder.at("1.png")]
    #expect(throws: SearchRequestError.wantedAndNot(folder.at("1.png"))) { try collection.search(request) }
  }

  @Test("No image, less than none and images that are none are refused")
  func refused() throws {
    #expect(throws: SearchRequestError.noImage) { try collection.search(SearchRequest([])) }
    #expect(throws: CollectionError.badCount(0)) { try collection.search(SearchRequest(["1.png"], count: 0)) }
    var request = SearchRequest(["1.png"])
    request.expansion = -1
    #expect(throws: SearchRequestError.badExpansion(-1)) { try collection.search(request) }
    #expect(throws: CollectionError.queryMissing("no.png", folder: folder.path)) {
      try collection.search(SearchRequest(["1.png", "no.png"]))
    }
    request = SearchRequest(["1.png"])
    request.excluded = ["no.png"]
    #expect(throws: CollectionError.queryMissing("no.png", folder: folder.path)) {
      try collection.search(request)
    }
  }
}
