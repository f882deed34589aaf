import Hummingbird

/// The page and its files.
enum PageRoutes {
  static var all: [ServerRoute] {
    [
      ServerRoute(.get, "/") { request, _ in try answer(PageFiles.index, request) },
      ServerRoute(.get, "/page/{name}") { request, context in
        try answer(context.parameters.get("name") ?? "", request)
      },
    ]
  }

  private static func answer(_ name: String, _ request: Request) throws -> Response {
    guard let file = PageFiles.all[name] else {
      throw Problem(.notFound, "The page has no file of that name; load the page anew.")
    }
    // Asked for each time, and then mostly not sent: a new version of the program shows its new page at once.
    let headers: HTTPFields = [.eTag: file.tag, .cacheControl: "no-cache"]
    if EntityTag.matches(file.tag, request.headers[.ifNoneMatch]) {
      return Response(status: .notModified, headers: headers)
    }
    var all = headers
    all[.contentType] = file.mediaType
    return Response(status: .ok, headers: all, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
  }
}
