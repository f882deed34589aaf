import Foundation
import Glibc
import Hummingbird
import HummingbirdTesting
import Lithoscope
import Testing

@testable import LithoscopeServer

/// What happens on real connections.
@Suite struct ConnectionTests {
  private let pictures: ServedPictures

  init() throws { pictures = try ServedPictures() }

  @Test func otherNamesAreNotAnswered() async throws {
    try await pictures.server().application().test(.live) { client in
      let port = try #require(client.port)
      for (host, status) in [
        ("localhost:\(port)", "200"), ("127.0.0.1", "200"), ("[::1]:8080", "200"), ("evil.example", "403"),
        ("localhost.evil.example:\(port)", "403"), ("127.0.0.1.nip.io", "403"),
      ] {
        let answer = try Connection(port).ask(
          "GET /health HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(host): \(answer.prefix(40))")
      }
    }
  }

  @Test func anAnnouncedFloodIsRefusedBeforeItComes() async throws {
    try await pictures.server().application().test(.live) { client in
      let answer = try Connection(try #require(client.port)).ask(
        "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=a\r\n"
          + "Content-Length: 99999999999\r\n\r\n--a\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 413"))
      let fine = try await client.get("/health")
      #expect(fine.status == .ok)
    }
  }

  @Test func abortedUploadsLeaveNothingBehind() async throws {
    let server = try pictures.server()
    try await server.application().test(.live) { client in
      let port = try #require(client.port)
      for length in [0, 1, 100, 5000] {
        let connection = try Connection(port)
        try connection.send(
          "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=a\r\n"
            + "Content-Length: 100000\r\n\r\n" + String(repeating: "x", count: length))
        connection.close()
      }
      let fine = try await client.search("{\"images\":[{\"id\":1}]}")
      #expect(fine.status == .ok)
    }
  }

  @Test func slowClientsAreLetGo() async throws {
    let server = try pictures.server { $0.limits.idleSeconds = 0.2 }
    try await server.application().test(.live) { client in
      let port = try #require(client.port)
      for beginning in [
        "", "GET /hea", "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{",
      ] {
        // Returns only once the server has closed the connection.
        _ = try Connection(port).ask(beginning)
      }
      let fine = try await client.get("/health")
      #expect(fine.status == .ok)
    }
  }

  @Test func whatIsNoHTTPIsRefused() async throws {
    try await pictures.server { $0.limits.idleSeconds = 1 }.application().test(.live) { client in
      let port = try #require(client.port)
      var random = SeededBytes(seed: 3)
      let sound = Array(
        "POST /api/search?k=3 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
          .utf8)
      for _ in 0..<200 {
        let connection = try Connection(port)
        try? connection.send(random.damaged(sound))
        connection.close()
      }
      let fine = try await client.search("{\"images\":[{\"id\":1}]}")
      #expect(fine.status == .ok)
    }
  }
}

/// A connection to this machine over which anything can be sent.
private final class Connection {
  private var descriptor: Int32

  init(_ port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  deinit { close() }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    guard
      bytes.isEmpty || Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
  }

  /// Sends a text and reads until the server closes the connection.
  func ask(_ text: String) throws -> String {
    try send(text)
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count <= 0 { break }
      answer += buffer.prefix(count)
    }
    return String(decoding: answer, as: UTF8.self)
  }

  func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }
}
