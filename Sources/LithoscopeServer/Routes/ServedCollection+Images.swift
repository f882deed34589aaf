import Hummingbird
import Imaging
import Lithoscope

/// Single images: what is known of them, and how they look.
extension ServedCollection {
  var imageRoutes: [ServerRoute] {
    [
      ServerRoute(.get, "/api/images/{id}") { [self] _, context in
        let (snapshot, place) = try image(context)
        return try JSONAnswer.response(ImageAnswer(place, in: snapshot))
      },
      ServerRoute(.get, "/api/images/{id}/thumbnail") { [self] request, context in
        let text = request.uri.queryParameters["size"]
        guard let side = text == nil ? Self.thumbnailSides[1] : text.flatMap({ Int($0) }),
          Self.thumbnailSides.contains(side)
        else {
          throw Problem(
            .badRequest,
            "Thumbnails are of \(Self.thumbnailSides.map(String.init).joined(separator: ", ")) pixels; "
              + "ask for one of these.")
        }
        return try await picture(request, context, side: side)
      },
      ServerRoute(.get, "/api/images/{id}/picture") { [self] request, context in
        try await picture(request, context, side: Self.pictureSide)
      },
      ServerRoute(.get, "/api/uploads/{upload}/picture") { [self] _, context in
        try await uploadedPicture(context)
      },
    ]
  }

  /// The longest sides that thumbnails may have, in pixels.
  static let thumbnailSides = [96, 192, 384]
  /// The longest side of a picture that is looked at whole, in pixels.
  static let pictureSide = 1600
  /// Of JPEG: enough that nobody sees the difference at this size.
  private static let quality = 85
  /// Seconds for which a browser need not ask again whether the image is still the same one.
  private static let freshness = 60

  /// The image that a path names.
  private func image(_ context: ServerContext) throws -> (CollectionSnapshot, Int) {
    let snapshot = session.snapshot()
    let text = context.parameters.get("id") ?? ""
    guard let id = Int64(text), let place = snapshot.place(ofID: id) else {
      throw Problem(
        .notFound, "The collection has no such image; it may have been removed since: search anew.")
    }
    return (snapshot, place)
  }

  /// An image as JPEG, whatever its file is: so browsers show TIFF and HEIC too, and nothing of a file is handed on but
  /// pixels.
  private func picture(_ request: Request, _ context: ServerContext, side: Int) async throws -> Response {
    let (snapshot, place) = try image(context)
    let image = snapshot.images[place]
    let tag = "\"\(image.digest.prefix(32))-\(side)\""
    let headers: HTTPFields = [
      .eTag: tag, .cacheControl: "private, max-age=\(Self.freshness)", .contentType: "image/jpeg",
    ]
    if EntityTag.matches(tag, request.headers[.ifNoneMatch]) {
      return Response(
        status: .notModified, headers: [.eTag: tag, .cacheControl: headers[.cacheControl] ?? ""])
    }
    let key = DrawnPictures.Key(digest: image.digest, side: side)
    let bytes: [UInt8]
    if let known = drawn.find(key) {
      bytes = known
    } else {
      bytes = try await drawing(SessionPicture(image, in: session.collection), side: side, snapshot)
      if side != Self.pictureSide { drawn.keep(bytes, key) }
    }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A picture that somebody searches with, for browsers that cannot show its file themselves.
  private func uploadedPicture(_ context: ServerContext) async throws -> Response {
    guard let query = queries.find(context.parameters.get("upload") ?? "") else {
      throw Problem(.notFound, "That picture is no longer remembered; send it again.")
    }
    let bytes = try await drawing(query.picture, side: Self.pictureSide, session.snapshot())
    return Response(
      status: .ok,
      headers: [.cacheControl: "private, max-age=\(Self.freshness)", .contentType: "image/jpeg"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A picture as JPEG, no larger than `side` pixels.
  private func drawing(_ picture: SessionPicture, side: Int, _ snapshot: CollectionSnapshot) async throws
    -> [UInt8]
  {
    let limits = decodingLimits(snapshot)
    return try await pictures.run { [metrics] in
      let pixels = try metrics.timing(.decode) { try picture.decode(fitting: side, limits: limits).pixels }
      return try metrics.timing(.render) { try pixels.jpeg(quality: Self.quality) }
    }
  }
}
