import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Imaging
import Lithoscope
import Testing

@testable import LithoscopeServer

@Suite struct ImageRouteTests {
  private let pictures: ServedPictures

  init() throws { pictures = try ServedPictures() }

  @Test func aPictureThatWasSearchedWithCanBeSeen() async throws {
    try await pictures.server().application().test(.router) { client in
      var form = TestForm()
      form.add("image", file: "a.png", try ServedPictures.picture(9, side: 40).png())
      let upload = try #require(try AnswerJSON(try await client.search(form))["upload"]?.text)
      let response = try await client.get("/api/uploads/\(upload)/picture")
      #expect(response.headers[.contentType] == "image/jpeg")
      let decoded = try ImageDecoder().decode(Array(response.body.readableBytesView), fitting: 100)
      #expect(decoded.metadata.format == .jpeg && decoded.metadata.width == 40)
      let unknown = try await client.get("/api/uploads/\(String(upload.reversed()))/picture")
      #expect(unknown.status == .notFound)
    }
  }

  @Test func thumbnailsAreSmallJPEGsWithTags() async throws {
    try pictures.write(ServedPictures.picture(5, side: 500).png(), to: "gneiss/large.png")
    try pictures.index()
    let server = try pictures.server()
    let snapshot = server.served.session.snapshot()
    let id = snapshot.images[try #require(snapshot.place(ofPath: "gneiss/large.png"))].id
    try await server.application().test(.router) { client in
      for (uri, side) in [
        ("thumbnail", 192), ("thumbnail?size=96", 96), ("thumbnail?size=384", 384), ("picture", 500),
      ] {
        let response = try await client.get("/api/images/\(id)/\(uri)")
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "image/jpeg")
        let decoded = try ImageDecoder().decode(Array(response.body.readableBytesView), fitting: 1000)
        #expect(decoded.metadata.format == .jpeg && decoded.metadata.width == side)
        let tag = try #require(response.headers[.eTag])
        let again = try await client.get(
          "/api/images/\(id)/\(uri)", headers: [.ifNoneMatch: "\"x\", W/\(tag)"])
        #expect(again.status == .notModified && again.body.readableBytes == 0)
        #expect(again.headers[.eTag] == tag)
      }
      // Drawn once, and then taken from memory.
      let first = try await client.get("/api/images/\(id)/thumbnail?size=96")
      try pictures.remove("gneiss/large.png")
      let second = try await client.get("/api/images/\(id)/thumbnail?size=96")
      #expect(first.body == second.body)
      let gone = try await client.get("/api/images/\(id)/picture")
      #expect(gone.status == .unprocessableContent)
      for size in ["0", "97", "-1", "999999999999999999999", "x", ""] {
        let refused = try await client.get("/api/images/\(id)/thumbnail?size=\(size)")
        #expect(refused.status == .badRequest, "\(size)")
      }
    }
  }

  @Test func anImageTellsWhatIsKnownOfIt() async throws {
    try pictures.write(ServedPictures.picture(1).png(), to: "copy.png")
    try pictures.index()
    let server = try pictures.server()
    let snapshot = server.served.session.snapshot()
    let copy = snapshot.images[try #require(snapshot.place(ofPath: "copy.png"))]
    let original = snapshot.images[try #require(snapshot.place(ofPath: "gneiss/1.png"))]
    try await server.application().test(.router) { client in
      let answer = try AnswerJSON(try await client.get("/api/images/\(copy.id)"))
      #expect(answer["path"]?.text == "copy.png")
      #expect(answer["label"]?.isNull == true)
      #expect(answer["same_content"]?.list.compactMap(\.integer) == [Int(original.id)])
      #expect(answer["format"]?.text == "png")
    }
  }

  @Test func nothingOutsideTheCollectionIsShown() async throws {
    try pictures.write(Array("secret".utf8), to: ".lithoscope/secret.txt")
    try await pictures.server().application().test(.router) { client in
      for uri in [
        "/api/images/0", "/api/images/-1", "/api/images/1e0", "/api/images/%2e%2e%2f1",
        "/api/images/../collection",
        "/page/..%2f..%2fPackage.swift", "/page/%00", "/page/index.html%00.js", "/page/../Page/index.html",
        "/page/.", "/..", "/%2e%2e/etc/passwd", "/page//etc/passwd", "/api/images/1/../../../etc/passwd",
        "/api/images/9223372036854775808/thumbnail",
      ] {
        let response = try await client.get(uri)
        #expect(response.status == .notFound, "\(uri)")
      }
      for path in [
        "../secret", "/etc/passwd", "gneiss/../../x", ".lithoscope/secret.txt", "gneiss", "", ".",
        "gneiss//1.png",
        "gneiss/1.png\\u0000",
      ] {
        let response = try await client.search("{\"images\":[{\"path\":\"\(path)\"}]}")
        #expect(response.status == .notFound, "\(path)")
      }
    }
  }

  @Test func theFilesOfThePageAreThoseOfTheFolder() async throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/LithoscopeServer/Page").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(names) == Set(PageFiles.all.keys))
    try await pictures.server().application().test(.router) { client in
      for name in names {
        let response = try await client.get("/page/\(name)")
        let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
        #expect(Data(response.body.readableBytesView) == bytes, "\(name)")
        let tag = try #require(response.headers[.eTag])
        let again = try await client.get("/page/\(name)", headers: [.ifNoneMatch: tag])
        #expect(again.status == .notModified)
      }
      let page = try await client.get("/")
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
      let head = try await client.execute(uri: "/", method: .head)
      #expect(head.status == .ok)
    }
  }
}
