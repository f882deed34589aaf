import Foundation
import Hummingbird
import HummingbirdTesting
import Imaging
import Lithoscope
import Testing

@testable import LithoscopeServer

@Suite struct UploadRouteTests {
  private let pictures: ServedPictures

  init() throws { pictures = try ServedPictures() }

  private func send(_ form: TestForm, to client: any TestClientProtocol) async throws -> TestResponse {
    try await client.execute(
      uri: "/api/images", method: .post, headers: [.contentType: TestForm.mediaType], body: form.body)
  }

  @Test func uploadsAreIndexedAndFound() async throws {
    let server = try pictures.server { $0.isWritable = true }
    try await server.application().test(.router) { client in
      var form = TestForm()
      form.add("image", file: "../../../etc/new.png", try ServedPictures.picture(700).png())
      form.add("image", file: "new.png", try ServedPictures.picture(701).png())
      form.add("image", file: ".hidden", try ServedPictures.picture(702).jpeg())
      form.add("image", file: "notes.png", Array("this is no picture".utf8))
      let answer = try AnswerJSON(try await send(form, to: client))
      #expect(answer["added"]?.integer == 3)
      #expect(
        answer["images"]?.list.compactMap { $0["path"]?.text } == [
          "uploads/new.png", "uploads/new-2.png", "uploads/hidden.jpg",
        ])
      #expect(answer["failed"]?.list.compactMap { $0["name"]?.text } == ["notes.png"])
      #expect(answer["failed"]?[0]?["reason"]?.text?.contains("not an image") == true)
      let id = try #require(answer["images"]?[0]?["id"]?.integer)
      let one = try AnswerJSON(try await client.get("/api/images/\(id)"))
      #expect(one["path"]?.text == "uploads/new.png")
      let found = try AnswerJSON(
        try await client.search("{\"images\":[{\"path\":\"uploads/new.png\"}]}", k: 20))
      #expect(found["searched"]?.integer == 2 * ServedPictures.perLabel + 2)
      let indexing = try AnswerJSON(try await client.get("/api/indexing"))
      #expect(indexing["runs"]?.integer == 1)
      #expect(indexing["running"]?.flag == false)
    }
    #expect(!FileManager.default.fileExists(atPath: "\(pictures.path)/../etc/new.png"))
  }

  @Test func aLabelIsAFolder() async throws {
    try await pictures.server { $0.isWritable = true }.application().test(.router) { client in
      var form = TestForm()
      form.add("label", Array("gneiss".utf8))
      form.add("image", file: "1.png", try ServedPictures.picture(710).png())
      let answer = try AnswerJSON(try await send(form, to: client))
      #expect(answer["images"]?[0]?["path"]?.text == "gneiss/1-2.png")
      for label in [
        "..", ".", ".lithoscope", "a/b", "/etc", "a\\b", "", "a\nb", String(repeating: "a", count: 300),
      ] {
        var form = TestForm()
        form.add("label", Array(label.utf8))
        form.add("image", file: "1.png", try ServedPictures.picture(711).png())
        let refused = try await send(form, to: client)
        #expect(refused.status == .badRequest, "\(label)")
      }
    }
  }

  @Test func aLinkLeadsNowhere() async throws {
    let outside = try ServedPictures()
    try FileManager.default.createSymbolicLink(
      atPath: "\(pictures.path)/uploads", withDestinationPath: outside.path)
    try await pictures.server { $0.isWritable = true }.application().test(.router) { client in
      var form = TestForm()
      form.add("image", file: "new.png", try ServedPictures.picture(720).png())
      let answer = try AnswerJSON(try await send(form, to: client))
      #expect(answer["added"]?.integer == 0)
      #expect(answer["failed"]?[0]?["reason"]?.text?.contains("not a folder") == true)
    }
    #expect(!FileManager.default.fileExists(atPath: "\(outside.path)/new.png"))
  }

  @Test func aServerThatOnlyShowsTakesNothing() async throws {
    try await pictures.server().application().test(.router) { client in
      var form = TestForm()
      form.add("image", file: "new.png", try ServedPictures.picture(730).png())
      let refused = try await send(form, to: client)
      #expect(refused.status == .forbidden)
    }
    #expect(!FileManager.default.fileExists(atPath: "\(pictures.path)/uploads"))
  }
}
