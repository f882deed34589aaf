import Hummingbird
import Synchronization

/// Memory for the bodies of all requests that are being read or worked on.
final class BodyBudget: Sendable {
  private let left: Mutex<Int>

  /// - Parameter bytes: for all of them together.
  init(bytes: Int) { left = Mutex(bytes) }

  /// Reads a body and hands it on; its memory counts until `use` returns.
  ///
  /// - Parameter most: bytes that this body may have.
  /// - Throws: ``Problem`` of kind `tooLarge` before anything is read where the header says so, and else as soon as there
  ///   are more; of kind `busy` where others take all the memory that there is; of kind `badRequest` where the client
  ///   goes away before the end.
  func reading<Output: Sendable>(
    _ request: Request, upTo most: Int, _ use: ([UInt8]) async throws -> Output
  ) async throws -> Output {
    var reserved = 0
    defer { left.withLock { [reserved] in $0 += reserved } }
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }) {
      guard announced <= most else { throw Self.tooLarge(most) }
      try reserve(announced)
      reserved = announced
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(reserved)
    var chunks = request.body.makeAsyncIterator()
    while let chunk = try await Self.next(&chunks) {
      let count = bytes.count + chunk.readableBytes
      guard count <= most else { throw Self.tooLarge(most) }
      if count > reserved {
        try reserve(count - reserved)
        reserved = count
      }
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    return try await use(bytes)
  }

  private func reserve(_ bytes: Int) throws {
    let isThere = left.withLock { left in
      guard left >= bytes else { return false }
      left -= bytes
      return true
    }
    guard isThere else {
      throw Problem(
        .busy, "The server is reading as much as its memory takes; try again in a moment.", retryAfter: 1,
        closes: true)
    }
  }

  /// The next piece of a body. A client that goes away in the middle is its own fault and no error of the server's.
  private static func next(_ chunks: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
    do { return try await chunks.next() } catch is CancellationError { throw CancellationError() } catch {
      throw Problem(.badRequest, "The body ends before it is complete; send it again.", closes: true)
    }
  }

  private static func tooLarge(_ most: Int) -> Problem {
    Problem(
      .tooLarge, "The body is larger than \(most) bytes; send less, such as a smaller picture.", closes: true)
  }
}
