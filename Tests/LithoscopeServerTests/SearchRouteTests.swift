import Foundation
import Hummingbird
import HummingbirdTesting
import Imaging
import Lithoscope
import Testing

@testable import LithoscopeServer

@Suite struct SearchRouteTests {
  let pictures: ServedPictures

  init() throws { pictures = try ServedPictures() }

  @Test func aMemberFindsWhatTheLibraryFinds() async throws {
    let expected = try pictures.collection().search("gneiss/3.png", count: 5)
    let server = try pictures.server()
    let snapshot = server.served.session.snapshot()
    let place = try #require(snapshot.place(ofPath: "gneiss/3.png"))
    try await server.application().test(.router) { client in
      let response = try await client.search("{\"images\":[{\"id\":\(snapshot.images[place].id)}]}", k: 5)
      #expect(response.status == .ok)
      let answer = try AnswerJSON(response)
      #expect(answer["query"]?.text == "gneiss/3.png")
      #expect(answer["descriptor"]?.text == "rgb-histogram")
      #expect(answer["searched"]?.integer == expected.searched)
      let results = answer["results"]?.list ?? []
      #expect(results.compactMap { $0["path"]?.text } == expected.matches.map(\.path))
      #expect(results.compactMap { $0["similarity"]?.number } == expected.matches.map(\.roundedSimilarity))
      #expect(results.compactMap { $0["rank"]?.integer } == Array(1...5))
      for result in results {
        let path = try #require(result["path"]?.text)
        let match = snapshot.images[try #require(snapshot.place(ofPath: path))]
        #expect(result["id"]?.integer == Int(match.id))
        #expect(result["width"]?.integer == 16)
      }
    }
  }

  @Test func anUploadFindsItsCopyAndIsRemembered() async throws {
    let server = try pictures.server()
    try await server.application().test(.router) { client in
      var form = TestForm()
      form.add("image", file: "C:\\photos\\unknown.png", try ServedPictures.picture(102).png())
      let first = try AnswerJSON(try await client.search(form, k: 3))
      #expect(first["query"]?.text == "unknown.png")
      #expect(first["results"]?[0]?["path"]?.text == "marble/2.png")
      #expect(first["results"]?[0]?["similarity"]?.number == 1)
      let upload = try #require(first["upload"]?.text)

      let again = try AnswerJSON(
        try await client.search(
          "{\"images\":[{\"upload\":\"\(upload)\"}],\"filters\":{\"labels\":[\"gneiss\"]}}"))
      #expect(again["upload"]?.text == upload)
      #expect(again["results"]?.list.count == ServedPictures.perLabel)
      #expect(again["results"]?.list.allSatisfy { $0["label"]?.text == "gneiss" } == true)
    }
  }

  @Test func moreAndNotMakeTheQueryThatTheLibraryMakes() async throws {
    var request = SearchRequest(["gneiss/1.png", "gneiss/2.png"], count: 4)
    request.excluded = ["marble/1.png"]
    request.expansion = 2
    request.filter.conditions = [try FilterCondition("width>=16")]
    let expected = try pictures.collection().search(request)
    try await pictures.server().application().test(.router) { client in
      let answer = try AnswerJSON(
        try await client.search(
          """
          {"images":[{"path":"gneiss/1.png"},{"path":"gneiss/2.png"}],"not":[{"path":"marble/1.png"}],
          "expand":2,"filters":{"where":["width>=16"]},"k":4}
          """))
      #expect(answer["results"]?.list.compactMap { $0["path"]?.text } == expected.matches.map(\.path))
      #expect(
        answer["results"]?.list.compactMap { $0["similarity"]?.number }
          == expected.matches.map(\.roundedSimilarity))
      #expect(answer["not"]?.list.compactMap(\.text) == ["marble/1.png"])
    }
  }

  @Test func aRegionIsDescribedAnew() async throws {
    // Left half of one picture, right half of another.
    let (left, right) = (ServedPictures.picture(1, side: 32), ServedPictures.picture(103, side: 32))
    var pixels = left.pixels
    for y in 0..<32 {
      for x in 16..<32 {
        for c in 0..<3 { pixels[3 * (32 * y + x) + c] = right.pixels[3 * (32 * y + x) + c] }
      }
    }
    let joined = PixelBuffer(width: 32, height: 32, pixels: pixels)
    try pictures.write(
      try joined.cropped(to: PixelRectangle(x: 16, y: 0, width: 16, height: 32)).png(), to: "marble/half.png")
    try pictures.index()
    try await pictures.server().application().test(.router) { client in
      var form = TestForm()
      form.add("image", file: "joined.png", try joined.png())
      form.add("region", Array("0.5,0,0.5,1".utf8))
      let answer = try AnswerJSON(try await client.search(form))
      #expect(answer["results"]?[0]?["path"]?.text == "marble/half.png")
      #expect(answer["results"]?[0]?["similarity"]?.number == 1)
      #expect(answer["region"]?["x"]?.integer == 16)
      #expect(answer["region"]?["width"]?.integer == 16)
    }
  }
}
