import Hummingbird

/// Refuses what changes or costs something where a page of another origin asks for it: browsers say so in `Origin` and
/// `Sec-Fetch-Site`. Other programs send neither.
struct OriginCheck: RouterMiddleware {
  /// The origin's scheme.
  let scheme: String

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  )
    async throws -> Response
  {
    if request.method != .get, request.method != .head, !isOwn(request) {
      throw Problem(
        .forbidden, "Another page asks in this server's name; use the server's own page.", closes: true)
    }
    return try await next(request, context)
  }

  private func isOwn(_ request: Request) -> Bool {
    if let site = request.headers[.fetchSite], site != "same-origin", site != "none" { return false }
    guard let origin = request.headers[.origin] else { return true }
    return request.head.authority.map { origin.lowercased() == "\(scheme)://\($0.lowercased())" } ?? false
  }
}
