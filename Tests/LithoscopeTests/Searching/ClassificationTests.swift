import Descriptors
import Evaluation
import Imaging
import Testing

@testable import Lithoscope

/// Classes by the vote of the nearest images.
@Suite struct ClassificationTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
  }

  /// Pictures of nearly one colour, each with a few pixels of its own.
  private func write(_ colour: RGBColour, _ count: Int, to name: String) throws {
    for number in 1...count {
      var picture = PixelBuffer(width: 16, height: 16, filledWith: colour)
      for pixel in 0..<number { picture[pixel, 0] = RGBColour(0, 0, 255) }
      try folder.write(try picture.png(), to: "\(name)\(number).png")
    }
  }

  @Test("The class of the nearest images wins, and the shares are those of the vote")
  func vote() throws {
    try write(RGBColour(255, 0, 0), 5, to: "red/")
    try write(RGBColour(0, 255, 0), 5, to: "green/")
    try collection.index(.colours)
    let result = try collection.classify(SearchRequest(["red/1.png"], count: 7))
    #expect(result.label == "red")
    #expect(result.voters == 7)
    #expect(result.search.matches.prefix(4).allSatisfy { $0.label == "red" })
    #expect(result.search.matches.count == 7)
    let vote = NearestNeighbourVote(
      result.search.matches.map { (similarity: $0.similarity, class: $0.label ?? "") }, voters: 7)
    #expect(result.classes.map(\.label) == vote.shares.map(\.class))
    #expect(result.classes.map(\.share) == vote.shares.map(\.share))
    #expect(abs(result.classes.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    #expect(
      try collection.classify(SearchRequest(["green/2.png"], count: 3)).classes.map(\.text) == ["100.0 %"])
  }

  @Test("Images without a label have no vote, and those asked for are found behind them")
  func unlabelled() throws {
    try write(RGBColour(255, 0, 0), 9, to: "")
    try write(RGBColour(0, 255, 0), 3, to: "green/")
    try collection.index(.colours)
    let result = try collection.classify(SearchRequest(["1.png"], count: 3))
    #expect(result.label == "green")
    #expect(result.search.matches.count == 3)
  }

  @Test("Filters and parts apply as they do to a search")
  func filtered() throws {
    try write(RGBColour(255, 0, 0), 4, to: "red/")
    try write(RGBColour(0, 255, 0), 4, to: "green/")
    try collection.index(.colours)
    var request = SearchRequest(["red/1.png"], count: 3)
    request.filter.labels = ["green"]
    #expect(try collection.classify(request).label == "green")
    request.filter.conditions = [try FilterCondition("path=none")]
    let nobody = try collection.classify(request)
    #expect(nobody.label == nil && nobody.classes.isEmpty && nobody.search.matches.isEmpty)
    request = SearchRequest(["red/1.png"], count: 3)
    request.region = try QueryRegion("0,50%,100%,50%")
    #expect(try collection.classify(request).label == "red")
  }

  @Test("A collection without labels says how to give them; an empty one that it is empty")
  func noLabels() throws {
    try collection.index(.colours)
    try write(RGBColour(255, 0, 0), 2, to: "")
    #expect(throws: CollectionError.empty(folder: folder.path)) {
      try collection.classify(SearchRequest(["1.png"]))
    }
    try collection.index(.colours)
    let error = #expect(throws: ClassificationError.noLabels(folder: folder.path)) {
      try collection.classify(SearchRequest(["1.png"]))
    }
    #expect(error?.description.hasSuffix(".") == true)
  }

  @Test("Whoever is alone has nobody to vote")
  func alone() throws {
    try write(RGBColour(255, 0, 0), 1, to: "red/")
    try collection.index(.colours)
    #expect(try collection.classify(SearchRequest(["red/1.png"])).label == nil)
  }
}
