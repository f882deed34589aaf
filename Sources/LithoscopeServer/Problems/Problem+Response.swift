import Hummingbird

extension Problem {
  /// What RFC 9457 calls the members of a problem.
  struct Details: Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
  }

  /// The media type of problem details.
  static let mediaType = "application/problem+json"

  /// The members as clients see them.
  var details: Details {
    Details(
      type: "urn:lithoscope:problem:\(kind.rawValue)", title: kind.title, status: status.code, detail: detail)
  }

  /// The answer that says so.
  var response: Response {
    var headers: HTTPFields = [.contentType: Self.mediaType, .cacheControl: "no-store"]
    if let retryAfter { headers[.retryAfter] = "\(retryAfter)" }
    if kind == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"lithoscope\"" }
    if closes { headers[.connection] = "close" }
    let body = (try? JSONAnswer.encoder().encode(details)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
  }
}
