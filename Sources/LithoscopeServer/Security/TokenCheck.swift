import Hummingbird

/// Asks for the token, in `Authorization: Bearer` or by the cookie of a browser that has shown it. The page itself and
/// `/health` are free, so that there is somewhere to type it in.
struct TokenCheck: RouterMiddleware {
  let token: AccessToken
  let sessions: BrowserSessions

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  )
    async throws -> Response
  {
    guard isFree(request) || isKnown(request) else {
      throw Problem(
        .unauthorized,
        "This server asks for its token; send it as “Authorization: Bearer TOKEN”, or enter it on the "
          + "page.", closes: true)
    }
    return try await next(request, context)
  }

  private func isFree(_ request: Request) -> Bool {
    let path = request.uri.path
    if path == "/api/session" { return request.method == .post || request.method == .delete }
    guard request.method == .get || request.method == .head else { return false }
    return path == "/" || path == "/health" || path.hasPrefix("/page/")
  }

  private func isKnown(_ request: Request) -> Bool {
    let scheme = "bearer "
    if let header = request.headers[.authorization], header.lowercased().hasPrefix(scheme) {
      return token.matches(String(header.dropFirst(scheme.count)))
    }
    return BrowserSessions.secret(inCookies: request.headers[.cookie]).map(sessions.knows) ?? false
  }
}
