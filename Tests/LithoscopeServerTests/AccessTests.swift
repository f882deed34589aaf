import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Lithoscope
import Testing

@testable import LithoscopeServer

/// Who may ask for what.
@Suite struct AccessTests {
  private static let secret = "0123456789abcdef0123456789abcdef"
  private let pictures: ServedPictures

  init() throws { pictures = try ServedPictures() }

  @Test func beyondLoopbackThereMustBeAToken() throws {
    for host in ["0.0.0.0", "192.168.1.5", "example.org", "::", "127.0.0.1.example.org"] {
      #expect(throws: ServerError.tokenMissing(host: host)) { try pictures.server { $0.host = host } }
      let token = try AccessToken(Self.secret)
      _ = try pictures.server { options in
        options.host = host
        options.token = token
      }
    }
    for host in ["127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST", "::1"] {
      _ = try pictures.server { $0.host = host }
    }
  }

  @Test func shortAndMissingTokensAreRefused() throws {
    #expect(throws: AccessTokenError.tooShort(3)) { try AccessToken("abc") }
    #expect(throws: AccessTokenError.unreadable(path: "/nowhere")) { try AccessToken(file: "/nowhere") }
    try pictures.write(Array("\(Self.secret)\nsecond line\n".utf8), to: "token")
    let token = try AccessToken(file: "\(pictures.path)/token")
    #expect(token.matches(Self.secret))
    for wrong in ["", "0", String(Self.secret.dropLast()), Self.secret + "0", Self.secret.uppercased()] {
      #expect(!token.matches(wrong))
    }
  }

  @Test func nothingButThePageIsShownWithoutTheToken() async throws {
    let token = try AccessToken(Self.secret)
    let server = try pictures.server { $0.token = token }
    try await server.application().test(.router) { client in
      for uri in ["/", "/health"] { #expect(try await client.get(uri).status == .ok) }
      for uri in [
        "/api/collection", "/api/images/1", "/api/images/1/thumbnail", "/api/map", "/api/places", "/metrics",
        "/api/metrics", "/api/evaluation", "/api/openapi.json", "/nothing", "/api/../health", "//health",
      ] {
        let response = try await client.get(uri)
        #expect(response.status == .unauthorized, "\(uri)")
        #expect(response.headers[.wwwAuthenticate] != nil)
      }
      #expect(try await client.search("{\"images\":[{\"id\":1}]}").status == .unauthorized)
      for header in [
        "Bearer wrong", "Bearer ", "Basic \(Self.secret)", Self.secret, "Bearer \(Self.secret)0",
      ] {
        #expect(
          try await client.get("/api/collection", headers: [.authorization: header]).status == .unauthorized)
      }
      for header in ["Bearer \(Self.secret)", "bearer \(Self.secret)"] {
        #expect(try await client.get("/api/collection", headers: [.authorization: header]).status == .ok)
      }
    }
  }

  @Test func aBrowserShowsTheTokenOnceAndCarriesACookie() async throws {
    let token = try AccessToken(Self.secret)
    let server = try pictures.server { $0.token = token }
    try await server.application().test(.router) { client in
      func show(_ body: String) async throws -> TestResponse {
        try await client.execute(uri: "/api/session", method: .post, body: ByteBuffer(string: body))
      }
      #expect(try await show("{\"token\":\"wrong\"}").status == .unauthorized)
      #expect(try await show("nonsense").status == .badRequest)
      let response = try await show("{\"token\":\"\(Self.secret)\"}")
      #expect(response.status == .noContent)
      let cookie = try #require(response.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
      let pair = String(cookie.prefix { $0 != ";" })
      #expect(try await client.get("/api/collection", headers: [.cookie: "a=b; \(pair)"]).status == .ok)
      #expect(try await client.get("/api/collection", headers: [.cookie: "\(pair)0"]).status == .unauthorized)
      _ = try await client.execute(uri: "/api/session", method: .delete, headers: [.cookie: pair])
      #expect(try await client.get("/api/collection", headers: [.cookie: pair]).status == .unauthorized)
    }
  }

  @Test func onLoopbackOnlyTheMachinesOwnNameIsAnswered() {
    #expect(LoopbackName.host(ofAuthority: "evil.example:8080") == "evil.example")
    #expect(LoopbackName.host(ofAuthority: "[::1]:80") == "[::1]")
    #expect(LoopbackName.host(ofAuthority: "localhost:80@evil.example") == nil)
    #expect(LoopbackName.host(ofAuthority: "[::1]evil") == nil)
    for name in ["localhost", "127.0.0.1", "[::1]"] { #expect(LoopbackName.isLoopback(name)) }
    for name in [
      "", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "127.0.0", "0.0.0.0", "127.0.0.256",
    ] {
      #expect(!LoopbackName.isLoopback(name), "\(name)")
    }
  }

  @Test func otherOriginsMayNotAsk() async throws {
    try await pictures.server().application().test(.router) { client in
      func status(_ headers: HTTPFields) async throws -> HTTPResponse.Status {
        try await client.search("{\"images\":[{\"id\":1}]}", headers: headers).status
      }
      for origin in ["http://evil.example", "null", "https://localhost", "http://localhost.evil.example", ""]
      {
        let answer = try await status([.origin: origin])
        #expect(answer == .forbidden, "\(origin)")
      }
      for site in ["cross-site", "same-site"] {
        let answer = try await status([.fetchSite: site])
        #expect(answer == .forbidden)
      }
      let own = try await status([.origin: "http://localhost", .fetchSite: "same-origin"])
      #expect(own == .ok)
      let program = try await status([:])
      #expect(program == .ok)
    }
  }

  @Test func everyAnswerTellsBrowsersToBeCareful() async throws {
    try await pictures.server().application().test(.router) { client in
      for uri in ["/", "/health", "/nothing", "/api/images/1/thumbnail", "/api/images/0"] {
        let headers = try await client.get(uri).headers
        let policy = headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(uri)")
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[.referrerPolicy] == "no-referrer")
      }
    }
  }

  @Test func aClientIsHeldToItsRate() async throws {
    let rate = ClientRate(rate: 2, burst: 3)
    let start = ContinuousClock.now
    for _ in 0..<3 { #expect(rate.take("a", at: start) == nil) }
    #expect(rate.take("a", at: start) == 0.5)
    #expect(rate.take("b", at: start) == nil)
    #expect(rate.take("a", at: start.advanced(by: .seconds(1))) == nil)

    let server = try pictures.server { ($0.limits.requestsASecond, $0.limits.burst) = (0.001, 2) }
    try await server.application().test(.router) { client in
      var statuses: [HTTPResponse.Status] = []
      for _ in 0..<3 { statuses.append(try await client.get("/health").status) }
      #expect(statuses == [.ok, .ok, .tooManyRequests])
      let refused = try await client.get("/health")
      #expect(Int(refused.headers[.retryAfter] ?? "").map { $0 >= 1 } == true)
    }
  }

  @Test func pathsOfTheServerAreNotTold() async throws {
    let collection = try pictures.collection()
    let paths = HiddenPaths(collection, table: nil)
    let folder = try #require(pictures.path.split(separator: "/").last)
    for error in [
      CollectionError.empty(folder: pictures.path), .notIndexed(folder: pictures.path),
      .storageUnwritable(path: "\(pictures.path)/.lithoscope", reason: "disk full"),
    ] {
      let told = paths.hidden(in: error.description)
      #expect(!told.contains(pictures.path) && told.contains(folder), "\(told)")
    }
    let missing = ModelError.notInstalled(name: "vgg16", directory: collection.models.directory)
    #expect(!paths.hidden(in: missing.description).contains(pictures.path))

    let bare = "\(pictures.path)/bare"
    try FileManager.default.createDirectory(atPath: bare, withIntermediateDirectories: false)
    let empty = try ImageCollection(folder: bare)
    var options = IndexOptions()
    options.descriptors = [.lbp]
    try empty.index(options)
    try await LithoscopeServer(empty).application().test(.router) { client in
      let answer = try await client.get("/api/map")
      #expect(answer.status == .serviceUnavailable)
      let detail = try AnswerJSON(answer)["detail"]?.text ?? ""
      #expect(detail.contains("`lithoscope index bare`") && !detail.contains("/"), "\(detail)")
    }
  }
}
