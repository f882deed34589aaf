import HTTPTypes
import Hummingbird

/// Puts on every answer what makes browsers careful with it.
struct SecurityHeaders: RouterMiddleware {
  /// Scripts, styles and pictures come from the server itself and from nowhere else, and nothing that stands within the
  /// page itself is run.
  static let contentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

  private static let fields: [(HTTPField.Name, String)] = [
    (.contentSecurityPolicy, contentPolicy),
    (.xContentTypeOptions, "nosniff"),
    (.referrerPolicy, "no-referrer"),
    (.crossOriginOpenerPolicy, "same-origin"),
    (.crossOriginResourcePolicy, "same-origin"),
    // A phone's camera is asked for by the file chooser, which needs no permission of the page.
    (.permissionsPolicy, "camera=(), microphone=(), geolocation=()"),
  ]
  /// Half a year; only where the server speaks TLS.
  private static let transport = "max-age=15552000"

  /// Whether the server speaks TLS.
  let isEncrypted: Bool

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  )
    async throws -> Response
  {
    var response = try await next(request, context)
    for (name, value) in Self.fields { response.headers[name] = value }
    if isEncrypted { response.headers[.strictTransportSecurity] = Self.transport }
    return response
  }
}
