import Hummingbird
import Lithoscope

/// The collection seen as a whole: as a map, on the globe, in figures.
extension ServedCollection {
  var chartRoutes: [ServerRoute] {
    [
      ServerRoute(.get, "/api/map") { [self] request, _ in try await map(request) },
      ServerRoute(.get, "/api/places") { [self] _, _ in
        let snapshot = session.snapshot()
        return JSONAnswer.response(
          bytes: try await descriptions.bytes(.places, of: snapshot, on: pictures) { PlacesAnswer(snapshot) })
      },
      ServerRoute(.get, "/api/evaluation") { [self] _, _ in
        let layout = session.collection.layout
        guard let bytes = try await pictures.run({ StoredEvaluation(layout).read() }) else {
          throw Problem(
            .notFound, "The collection was not evaluated yet; run `lithoscope evaluate` on its folder.")
        }
        return JSONAnswer.response(bytes: bytes)
      },
    ]
  }

  private func map(_ request: Request) async throws -> Response {
    let snapshot = session.snapshot()
    let vectors = try snapshot.vectors(request.uri.queryParameters["descriptor"].map(String.init))
    let map = try await pictures.run { [maps] in maps.map(snapshot, vectors) }
    let name = vectors.descriptor.name
    return JSONAnswer.response(
      bytes: try await descriptions.bytes(
        .map(descriptor: name, method: map.method), of: snapshot, on: pictures
      ) { MapAnswer(map, snapshot, descriptor: name) })
  }
}
