import Hummingbird

/// An address of the server and what answers there.
struct ServerRoute: Sendable {
  /// What answers.
  typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

  /// The method.
  let method: HTTPRequest.Method
  /// The path, with what varies in braces: `/api/images/{id}`.
  let path: String
  /// What answers.
  let handler: Handler

  init(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
    self.method = method
    self.path = path
    self.handler = handler
  }
}
