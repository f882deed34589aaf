import Hummingbird
import Lithoscope

/// What the collection is, and how the server does.
extension ServedCollection {
  var statusRoutes: [ServerRoute] {
    [
      ServerRoute(.get, "/health") { [self] _, _ in try health() },
      ServerRoute(.get, "/api/collection") { [self] _, _ in
        let snapshot = session.snapshot()
        return JSONAnswer.response(
          bytes: try await descriptions.bytes(.collection, of: snapshot, on: pictures) { [options] in
            CollectionAnswer(snapshot, options)
          })
      },
      ServerRoute(.get, "/api/metrics") { [self] _, _ in try JSONAnswer.response(MetricsAnswer(self)) },
      ServerRoute(.get, "/metrics") { [self] _, _ in
        Response(
          status: .ok, headers: [.contentType: PrometheusText.mediaType, .cacheControl: "no-store"],
          body: ResponseBody(byteBuffer: ByteBuffer(string: PrometheusText(self).text)))
      },
      ServerRoute(.get, "/api/openapi.json") { _, _ in JSONAnswer.response(bytes: OpenAPIDocument.bytes) },
    ]
  }

  private func health() throws -> Response {
    struct Health: Encodable {
      let status: String
      let version: String
      let revision: Int
      let images: Int
    }
    let snapshot = session.snapshot()
    return try JSONAnswer.response(
      Health(
        status: "ok", version: options.version, revision: snapshot.revision,
        images: snapshot.images.count))
  }
}
