import Foundation
import Glibc
import Synchronization

/// An HTTP server on 127.0.0.1 that serves one file, well or badly.
final class LoopbackServer: Sendable {
  /// What it does with a request.
  enum Behaviour: Sendable {
    /// The file, or the part that was asked for.
    case honest
    /// The whole file, whatever part was asked for.
    case ignoringRange
    /// It promises all and hangs up after so many bytes.
    case breakingOff(after: Int)
    /// An error, or a redirection with a location.
    case status(Int, location: String = "")
    /// It promises so many bytes.
    case promising(Int)
    /// It sends without saying how much, until the client hangs up.
    case endless
  }

  let url: String
  private let socket: Int32
  private let file: [UInt8]
  private let state: Mutex<(behaviours: [Behaviour], requests: [String])>

  /// - Parameter behaviours: For the first request, the second, …; the last goes on for all others.
  init(file: [UInt8], _ behaviours: [Behaviour] = [.honest]) throws {
    struct Failure: Error {}
    self.file = file
    state = Mutex((behaviours, []))
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listening = withUnsafeMutablePointer(to: &address) { [socket] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard listening else { throw Failure() }
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    let thread = Thread { [weak self, socket] in
      while true {
        let client = accept(socket, nil, nil)
        guard client >= 0 else { return }
        self?.serve(client)
        close(client)
      }
    }
    thread.start()
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  /// The requests so far, headers and all.
  var requests: [String] { state.withLock { $0.requests } }

  private func serve(_ client: Int32) {
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      request += buffer[..<count]
    }
    let text = String(decoding: request, as: UTF8.self)
    let behaviour = state.withLock { state in
      state.requests.append(text)
      return state.behaviours.count > 1 ? state.behaviours.removeFirst() : state.behaviours[0]
    }
    let start = Self.rangeStart(in: text)
    switch behaviour {
    case .honest:
      guard let start else { return answer(client, "200 OK", length: file.count, file[...]) }
      guard start < file.count else { return answer(client, "416 Range Not Satisfiable", length: 0, []) }
      answer(client, "206 Partial Content", length: file.count - start, file[start...])
    case .ignoringRange:
      answer(client, "200 OK", length: file.count, file[...])
    case .breakingOff(let count):
      let start = start ?? 0
      let status = start > 0 ? "206 Partial Content" : "200 OK"
      answer(client, status, length: file.count - start, file[start...].prefix(count))
    case .status(let code, let location):
      let more = location.isEmpty ? "" : "Location: \(location)\r\n"
      answer(client, "\(code) As Told", length: 0, [], more: more)
    case .promising(let length):
      answer(client, "200 OK", length: length, file[...])
    case .endless:
      send(client, Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8)[...])
      while send(client, file[...]) {}
    }
  }

  private func answer(
    _ client: Int32, _ status: String, length: Int, _ body: ArraySlice<UInt8>, more: String = ""
  ) {
    let head = "HTTP/1.1 \(status)\r\nContent-Length: \(length)\r\n\(more)Connection: close\r\n\r\n"
    send(client, Array(head.utf8)[...])
    send(client, body)
  }

  @discardableResult
  private func send(_ client: Int32, _ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// The first byte of `Range: bytes=123-`.
  private static func rangeStart(in request: String) -> Int? {
    guard
      let header = request.split(separator: "\r\n").first(where: {
        $0.lowercased().hasPrefix("range: bytes=")
      })
    else { return nil }
    return Int(header.dropFirst("range: bytes=".count).prefix { $0.isNumber })
  }
}
