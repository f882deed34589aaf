import Hummingbird

/// On loopback, refuses requests to any name but the machine's own: a page elsewhere can let its own name point to
/// 127.0.0.1 and would then be taken for ours (DNS rebinding). Beyond loopback the token stands in the way.
struct HostCheck: RouterMiddleware {
  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  )
    async throws -> Response
  {
    guard let authority = request.head.authority, let host = LoopbackName.host(ofAuthority: authority),
      LoopbackName.isLoopback(host)
    else {
      throw Problem(
        .forbidden,
        "This server answers only to the machine's own name; open http://localhost with its port.",
        closes: true)
    }
    return try await next(request, context)
  }
}
