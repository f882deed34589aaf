import Foundation
import Hummingbird
import HummingbirdTesting
import Imaging
import Lithoscope
import Testing

@testable import LithoscopeServer

@Suite struct MapTests {
  private let pictures: ServedPictures

  init() throws { pictures = try ServedPictures() }

  @Test(.timeLimit(.minutes(5))) func aMapComesAtOnceAndABetterOneLater() async throws {
    try await pictures.server().application().test(.router) { client in
      var answer = try AnswerJSON(try await client.get("/api/map"))
      #expect(answer["ids"]?.list.count == 12)
      #expect(answer["labels"]?.list.compactMap(\.text) == ServedPictures.labels)
      #expect(answer["label"]?.list.compactMap(\.integer) == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
      while answer["complete"]?.flag != true {
        try await Task.sleep(for: .milliseconds(20))
        answer = try AnswerJSON(try await client.get("/api/map?descriptor=rgb-histogram"))
      }
      #expect(answer["method"]?.text == "neighbours")
      for axis in ["x", "y"] {
        let values = answer[axis]?.list.compactMap(\.number) ?? []
        #expect(values.count == 12 && values.allSatisfy { (0...1).contains($0) })
      }
      let unknown = try await client.get("/api/map?descriptor=lbp")
      #expect(unknown.status == .unprocessableContent)
    }
    // Kept with the collection: the next server has it at once, and it is the same.
    let file = "\(pictures.path)/.lithoscope/maps/rgb-histogram.map"
    while !FileManager.default.fileExists(atPath: file) { try await Task.sleep(for: .milliseconds(20)) }
    let first = try await map()
    #expect(first["complete"]?.flag == true)
    // A damaged one is made anew.
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    bytes[40] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let again = try await map()
    #expect(again["complete"]?.flag == false)
  }

  private func map() async throws -> AnswerJSON {
    try await pictures.server().application().test(.router) { client in
      try AnswerJSON(try await client.get("/api/map"))
    }
  }

  @Test func withoutCoordinatesThereAreNoPlaces() async throws {
    try await pictures.server().application().test(.router) { client in
      let answer = try AnswerJSON(try await client.get("/api/places"))
      #expect(answer["ids"]?.list.isEmpty == true)
      let collection = try AnswerJSON(try await client.get("/api/collection"))
      #expect(collection["has_gps"]?.flag == false)
      let evaluation = try await client.get("/api/evaluation")
      #expect(evaluation.status == .notFound)
    }
  }
}
