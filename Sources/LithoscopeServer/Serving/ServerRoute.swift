import Hummingbird

/// An address of the server and what answers there.
struct ServerRoute: Sendable {
  /// What answers.
  typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

  /// The method.
  let method: HTTPRequest.Method
  /// The path, with what varies in braces: `/api/images/{id}`.
  let path: String
  /// Whether it may take longer than a search.
  let takesLong: Bool
  /// What answers.
  let handler: Handler

  init(
    _ method: HTTPRequest.Method, _ path: String, takesLong: Bool = false, _ handler: @escaping Handler
  ) {
    self.takesLong = takesLong
    self.method = method
    self.path = path
    self.handler = handler
  }
}
