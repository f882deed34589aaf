import Hummingbird

/// Ends requests that take too long, whatever they wait for: their body, a place in a queue, the network.
struct TimeLimit: Sendable {
  /// How long a request may take.
  let seconds: Double

  /// The same handler with its time limited.
  func limiting(_ handler: @escaping ServerRoute.Handler) -> ServerRoute.Handler {
    { request, context in
      try await withThrowingTaskGroup(of: Response?.self) { group in
        group.addTask { try await handler(request, context) }
        group.addTask {
          try await Task.sleep(for: .seconds(seconds))
          return nil
        }
        defer { group.cancelAll() }
        guard let response = try await group.next() ?? nil else {
          throw Problem(
            .timeOut, "The request took more than \(Int(seconds)) seconds; ask for less, or try again later.",
            closes: true)
        }
        return response
      }
    }
  }
}
