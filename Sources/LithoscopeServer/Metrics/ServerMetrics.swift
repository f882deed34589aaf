import Synchronization

/// What the server has done since it started, and how long it took.
final class ServerMetrics: Sendable {
  /// A part of the way from a question to its answer.
  enum Stage: String, CaseIterable, Sendable {
    /// Reading and decoding a picture.
    case decode
    /// The network, the wait for its batch included.
    case network
    /// Comparing with every image.
    case search
    /// Writing an answer or drawing a picture.
    case render
  }

  /// One kind of answer.
  struct Route: Hashable {
    let path: String
    let status: Int
  }

  /// Everything at one moment.
  struct Reading {
    var stages: [Stage: LatencyHistogram] = [:]
    var requests: [Route: Int] = [:]
    var durations = LatencyHistogram()
    /// Batches that the network took, by how many pictures they had.
    var batches: [Int: Int] = [:]
    var refused = 0
  }

  private let reading = Mutex(Reading())
  private let start = ContinuousClock.now

  /// Seconds since the server was made.
  var uptime: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// What was counted until now.
  var current: Reading { reading.withLock { $0 } }

  /// A stage took so many seconds.
  func took(_ stage: Stage, seconds: Double) {
    reading.withLock { $0.stages[stage, default: LatencyHistogram()].add(seconds) }
  }

  /// Does something and counts how long it takes.
  func timing<Output>(_ stage: Stage, _ body: () throws -> Output) rethrows -> Output {
    let start = ContinuousClock.now
    defer { took(stage, seconds: (ContinuousClock.now - start) / .seconds(1)) }
    return try body()
  }

  /// A request was answered.
  func answered(route: String, status: Int, seconds: Double) {
    reading.withLock { reading in
      reading.requests[Route(path: route, status: status), default: 0] += 1
      reading.durations.add(seconds)
      if status == 429 { reading.refused += 1 }
    }
  }

  /// The network took a batch of so many pictures.
  func batched(_ pictures: Int) { reading.withLock { $0.batches[pictures, default: 0] += 1 } }
}
