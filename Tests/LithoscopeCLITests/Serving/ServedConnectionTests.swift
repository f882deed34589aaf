import Foundation
import Testing

/// What happens on connections to `lithoscope serve` that no browser would make.
@Suite("connections")
struct ServedConnectionTests {
  @Test("Only the machine's own names are answered to")
  func names() throws {
    let server = try ServedRocks()
    for (host, status) in [
      ("localhost:\(server.port)", "200"), ("127.0.0.1", "200"), ("[::1]:8080", "200"),
      ("evil.example", "403"),
      ("localhost.evil.example:\(server.port)", "403"), ("127.0.0.1.nip.io", "403"),
    ] {
      let answer = try Connection(server.port).ask(
        "GET /health HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(host): \(answer.prefix(40))")
    }
  }

  @Test("A body that is too large is refused by its announced length, and the connection closed")
  func announcedFlood() throws {
    let server = try ServedRocks()
    let answer = try Connection(server.port).ask(
      "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=a\r\n"
        + "Content-Length: 99999999999\r\n\r\n--a\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 413"), "\(answer)")
    #expect(try server.stillSearches())
  }

  @Test("Uploads that end in the middle leave nothing behind")
  func abortedUploads() throws {
    let server = try ServedRocks("--writable")
    for path in ["/api/search", "/api/images"] {
      for length in [0, 1, 100, 5000] {
        let connection = try Connection(server.port)
        try connection.send(
          "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=a\r\n"
            + "Content-Length: 100000\r\n\r\n" + String(repeating: "x", count: length))
        connection.close()
      }
    }
    #expect(try server.stillSearches())
    let outcome = try server.stop()
    #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome.complaints)")
  }

  @Test("What is no HTTP is refused, and others are answered")
  func noHTTP() throws {
    let server = try ServedRocks()
    var random = SeededGenerator(seed: 3)
    let sound = Array(
      "POST /api/search?k=3 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
        .utf8)
    for _ in 0..<200 {
      var damaged = sound
      for _ in 0..<3 {
        damaged[.random(in: damaged.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      let connection = try Connection(server.port)
      try? connection.send(Array(damaged.prefix(.random(in: 0...damaged.count, using: &random))))
      connection.close()
    }
    #expect(try server.stillSearches())
  }
}
