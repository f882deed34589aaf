import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Imaging
import Lithoscope
import NIOPosix
import Testing

@testable import LithoscopeServer

/// Requests that mean harm, or are merely too many.
@Suite struct HostileRequestTests {
  private let pictures: ServedPictures

  init() throws { pictures = try ServedPictures() }

  @Test func bodiesBeyondTheLimitAreRefused() async throws {
    let server = try pictures.server { ($0.limits.uploadBytes, $0.limits.bodyBytes) = (20_000, 1000) }
    try await server.application().test(.router) { client in
      var form = TestForm()
      form.add("image", file: "a.png", [UInt8](repeating: 0, count: 20_001))
      let large = try await client.search(form)
      #expect(large.status == .contentTooLarge)
      let long = try await client.search(
        "{\"images\":[{\"path\":\"\(String(repeating: "a", count: 1000))\"}]}")
      #expect(long.status == .contentTooLarge)
      let fine = try await client.search("{\"images\":[{\"id\":1}]}")
      #expect(fine.status == .ok)
    }
  }

  @Test func pictureBombsAreRefusedBeforeTheyAreDecoded() async throws {
    let server = try pictures.server { $0.limits.pixels = 10_000 }
    try await server.application().test(.router) { client in
      var form = TestForm()
      form.add("image", file: "bomb.png", try ServedPictures.picture(1, side: 200).png())
      let bomb = try await client.search(form)
      #expect(bomb.status == .unprocessableContent)
      #expect(try AnswerJSON(bomb)["detail"]?.text?.contains("pixels") == true)
      var small = TestForm()
      small.add("image", file: "small.png", try ServedPictures.picture(1, side: 90).png())
      let fine = try await client.search(small)
      #expect(fine.status == .ok)
    }
  }

  @Test func whatIsNoQueryIsRefusedInASentence() async throws {
    try await pictures.server().application().test(.router) { client in
      let bodies: [(String, HTTPResponse.Status)] = [
        ("", .badRequest), ("[]", .badRequest), ("{", .badRequest), ("{}", .badRequest),
        ("null", .badRequest),
        ("{\"images\":[]}", .badRequest), ("{\"images\":[{}]}", .badRequest),
        ("{\"images\":[{\"id\":\"1\"}]}", .badRequest), ("{\"images\":[{\"id\":0}]}", .notFound),
        ("{\"images\":[{\"upload\":\"x\"}]}", .notFound), ("{\"images\":[{\"id\":1}],\"k\":0}", .badRequest),
        ("{\"images\":[{\"id\":1}],\"k\":1001}", .badRequest),
        ("{\"images\":[{\"id\":1}],\"expand\":-1}", .badRequest),
        ("{\"images\":[{\"id\":1}],\"descriptor\":\"nothing\"}", .unprocessableContent),
        ("{\"images\":[{\"id\":1}],\"not\":[{\"id\":1}]}", .unprocessableContent),
        ("{\"images\":[{\"id\":1}],\"filters\":{\"labels\":[\"unknown\"]}}", .badRequest),
        ("{\"images\":[{\"id\":1}],\"filters\":{\"where\":[\"nonsense\"]}}", .badRequest),
        ("{\"images\":[{\"id\":1}],\"filters\":{\"where\":[\"depth<3\"]}}", .badRequest),
        (
          "{\"images\":[{\"id\":1},{\"id\":2}],\"region\":{\"x\":0,\"y\":0,\"width\":1,\"height\":1}}",
          .unprocessableContent
        ),
        ("{\"images\":[{\"id\":1}],\"region\":{\"x\":0,\"y\":0,\"width\":0,\"height\":1}}", .badRequest),
        ("{\"images\":[{\"id\":1}],\"region\":{\"x\":0.5,\"y\":0,\"width\":0.6,\"height\":1}}", .badRequest),
        ("{\"images\":[{\"id\":1}],\"region\":{\"x\":1e400,\"y\":0,\"width\":1,\"height\":1}}", .badRequest),
        ("{\"images\":[\(Array(repeating: "{\"id\":1}", count: 65).joined(separator: ","))]}", .badRequest),
        (String(repeating: "[", count: 100_000), .badRequest),
      ]
      for (body, status) in bodies {
        let response = try await client.search(body)
        #expect(response.status == status, "\(body.prefix(80))")
        let detail = try AnswerJSON(response)["detail"]?.text ?? ""
        #expect(detail.hasSuffix("."), "\(body.prefix(80)): \(detail)")
        #expect(!detail.contains(pictures.path), "\(detail)")
      }
      let media = try await client.execute(
        uri: "/api/search", method: .post, headers: [.contentType: "text/plain"],
        body: ByteBuffer(string: "x"))
      #expect(media.status == .unsupportedMediaType)
      let method = try await client.execute(uri: "/api/search", method: .put)
      #expect(method.status == .methodNotAllowed || method.status == .notFound)
      for k in ["0", "x", "", "-8", "99999999999999999999"] {
        let response = try await client.execute(
          uri: "/api/search?k=\(k)", method: .post, headers: [.contentType: "application/json"],
          body: ByteBuffer(string: "{\"images\":[{\"id\":1}]}"))
        #expect(response.status == .badRequest, "\(k)")
      }
    }
  }

  /// Thousands of damaged requests, each answered or refused, and a sound one at the end.
  @Test func damagedRequestsAreAnsweredOrRefused() async throws {
    var random = SeededBytes(seed: 11)
    let query =
      Array(
        "{\"images\":[{\"id\":1},{\"path\":\"gneiss/2.png\"}],\"not\":[{\"id\":9}],\"filters\":{\"labels\":[\"gneiss\"],"
          .utf8)
      + Array("\"where\":[\"width>=16\"]},\"k\":3,\"expand\":1,\"region\":null}".utf8)
    var sound = TestForm()
    sound.add("query", Array("{\"k\":3,\"filters\":{\"labels\":[\"marble\"]}}".utf8))
    sound.add("image", file: "a.png", try ServedPictures.picture(3, side: 8).png())
    let form = Array(sound.body.readableBytesView)
    var requests: [(body: [UInt8], type: String)] = []
    for _ in 0..<5000 { requests.append((random.damaged(query), "application/json")) }
    for _ in 0..<5000 { requests.append((random.damaged(form), TestForm.mediaType)) }
    let server = try pictures.server()
    let statuses = try await server.application().test(.router) { [requests] client in
      var statuses: [Int: Int] = [:]
      for (body, type) in requests {
        let response = try await client.execute(
          uri: "/api/search", method: .post, headers: [.contentType: type], body: ByteBuffer(bytes: body))
        statuses[response.status.code, default: 0] += 1
      }
      let last = try await client.search("{\"images\":[{\"id\":1}]}")
      #expect(last.status == .ok)
      return statuses
    }
    #expect(statuses.values.reduce(0, +) == 10_000)
    #expect(Set(statuses.keys).isSubset(of: [200, 400, 404, 413, 422]), "\(statuses)")
    #expect(statuses[200, default: 0] > 100 && statuses[400, default: 0] > 1000)
  }

  @Test func aFullQueueRefusesAndGoesOn() async throws {
    let queue = WorkQueue("test", threads: 1, capacity: 2)
    let gate = DispatchSemaphore(value: 0)
    let log = Batches()
    let outcomes = await withTaskGroup(of: String.self) { group in
      group.addTask {
        (try? await queue.run {
          log.add([])
          gate.wait()
          return "first"
        }) ?? "refused"
      }
      while log.all.isEmpty { await Task.yield() }
      for number in 0..<10 {
        group.addTask { (try? await queue.run { "\(number)" }) ?? "refused" }
      }
      var outcomes: [String] = []
      // Eight find no place while the first one works and two wait.
      while outcomes.count < 8, let outcome = await group.next() { outcomes.append(outcome) }
      gate.signal()
      for await outcome in group { outcomes.append(outcome) }
      return outcomes
    }
    #expect(outcomes.count { $0 == "refused" } == 8)
    #expect(outcomes.contains("first"))
    let after = try await queue.run { "after" }
    #expect(after == "after")
  }

  @Test func aCancelledCallerLeavesAtOnce() async throws {
    let queue = WorkQueue("test", threads: 1, capacity: 4)
    let gate = DispatchSemaphore(value: 0)
    let blocking = Task { try await queue.run { gate.wait() } }
    while queue.load < 1 { await Task.yield() }
    let waiting = Task { try await queue.run { "never" } }
    while queue.load < 2 { await Task.yield() }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    gate.signal()
    try await blocking.value
  }

  @Test func requestsHaveATimeLimit() async throws {
    let limited = TimeLimit(seconds: 0.05).limiting { _, _ in
      try await Task.sleep(for: .seconds(60))
      return Response(status: .ok)
    }
    let router = Router(context: ServerContext.self)
    router.add(
      middleware: ProblemAnswers(
        metrics: ServerMetrics(), paths: HiddenPaths(try pictures.collection(), table: nil)))
    router.on("/slow", method: .get, use: limited)
    try await Application(router: router).test(.router) { client in
      let response = try await client.get("/slow")
      #expect(response.status == .requestTimeout)
    }
  }

  @Test func slowClientsAreLetGo() async throws {
    try await pictures.server { $0.limits.idleSeconds = 0.2 }.application().test(.live) { client in
      let port = try #require(client.port)
      for beginning in [
        "", "GET /hea", "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{",
      ] {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let channel = try await bootstrap.connect(host: "localhost", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: beginning))
        // Comes only once the server has closed the connection.
        try await channel.closeFuture.get()
      }
    }
  }

  @Test func batchesAreOfOneKeyAndKeepTheirOrder() async throws {
    let batches = Batches()
    let gate = DispatchSemaphore(value: 0)
    let queue = BatchQueue<Int, Bool, Int>("test", threads: 1, capacity: 100, most: 4, key: { $0 % 2 == 0 }) {
      jobs in
      batches.add(jobs)
      if jobs == [-1] { gate.wait() }
      return jobs.map { .success($0 * 10) }
    }
    let first = Task { try await queue.run(-1) }
    while batches.all.isEmpty { await Task.yield() }
    let results = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
      for number in 0..<12 { group.addTask { (number, try await queue.run(number)) } }
      while queue.load < 13 { await Task.yield() }
      gate.signal()
      return try await group.reduce(into: [Int: Int]()) { $0[$1.0] = $1.1 }
    }
    _ = try await first.value
    for number in 0..<12 { #expect(results[number] == number * 10) }
    #expect(
      batches.all.dropFirst().allSatisfy { batch in Set(batch.map { $0 % 2 }).count == 1 && batch.count <= 4 }
    )
    #expect(batches.all.count == 5)
  }
}

/// What was worked on together.
private final class Batches: @unchecked Sendable {
  // Sendable because `list` is touched only while `lock` is held.
  private let lock = NSLock()
  private var list: [[Int]] = []
  func add(_ batch: [Int]) { lock.withLock { list.append(batch) } }
  var all: [[Int]] { lock.withLock { list } }
}
