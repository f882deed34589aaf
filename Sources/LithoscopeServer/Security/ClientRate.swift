import Hummingbird
import Synchronization

/// Holds each client to a rate: a bucket that fills slowly and from which each request takes one (“token bucket”).
struct ClientRate: RouterMiddleware {
  private struct Bucket {
    var left: Double
    var filled: ContinuousClock.Instant
  }

  /// The buckets of the clients that asked lately.
  private final class Buckets: Sendable {
    let byClient = Mutex<[String: Bucket]>([:])
  }

  /// Requests a second on average.
  let rate: Double
  /// Requests at once.
  let burst: Double
  private let buckets = Buckets()

  /// So many clients are told apart; then those go first whose bucket is full.
  private static let mostClients = 4096

  init(rate: Double, burst: Double) {
    self.rate = rate
    self.burst = max(1, burst)
  }

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  )
    async throws -> Response
  {
    if let wait = take(context.client, at: .now) {
      throw Problem(
        .tooManyRequests, "That is more than \(Int(rate.rounded(.up))) requests a second; ask less often.",
        retryAfter: max(1, Int(wait.rounded(.up))))
    }
    return try await next(request, context)
  }

  /// Takes one from a client's bucket; nil, or the seconds until there is one.
  func take(_ client: String, at now: ContinuousClock.Instant) -> Double? {
    buckets.byClient.withLock { clients in
      if clients.count >= Self.mostClients {
        clients = clients.filter {
          $0.value.left + ($0.value.filled.duration(to: now) / .seconds(1)) * rate < burst
        }
        if clients.count >= Self.mostClients { clients.removeAll() }
      }
      var bucket = clients[client] ?? Bucket(left: burst, filled: now)
      bucket.left = min(burst, bucket.left + (bucket.filled.duration(to: now) / .seconds(1)) * rate)
      bucket.filled = now
      defer { clients[client] = bucket }
      guard bucket.left >= 1 else { return (1 - bucket.left) / rate }
      bucket.left -= 1
      return nil
    }
  }
}
