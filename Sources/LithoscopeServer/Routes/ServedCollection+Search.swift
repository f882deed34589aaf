import Hummingbird
import Lithoscope

/// Searching.
extension ServedCollection {
  var searchRoutes: [ServerRoute] {
    [ServerRoute(.post, "/api/search") { [self] request, _ in try await search(request) }]
  }

  /// The form field of the picture, and that of the rest of the query.
  private static let imageField = "image"
  private static let queryField = "query"
  private static let regionField = "region"
  /// A picture, the query and a region.
  private static let mostFields = 16

  private func search(_ request: Request) async throws -> Response {
    let mediaType = request.headers[.contentType] ?? ""
    if MultipartBoundary(mediaType: mediaType) != nil {
      // In a flood, nothing is read and decoded that will be refused.
      guard !network.isFull else { throw Problem.queueIsFull }
      return try await bodies.reading(request, upTo: options.limits.uploadBytes) { [self] bytes in
        let form = try Self.form(bytes, mediaType: mediaType)
        var ask = try form[Self.queryField].map { try SearchAsk(json: $0.bytes) } ?? SearchAsk()
        if let region = form[Self.regionField] { ask.region = try Self.region(region.text) }
        guard let image = form[Self.imageField], !image.bytes.isEmpty else {
          guard ask.images?.isEmpty == false else {
            throw Problem(.badRequest, "The form has no picture; send one in the field “image”.")
          }
          return try await search(ask, upload: nil, request)
        }
        let upload = UploadedQuery(name: Self.shown(image.fileName), bytes: Array(image.bytes))
        return try await search(ask, upload: upload, request)
      }
    }
    guard mediaType.isEmpty || mediaType.lowercased().hasPrefix(JSONAnswer.mediaType) else {
      throw Problem(
        .unsupportedMedia,
        "A search is asked for in application/json or multipart/form-data; send one of the two.",
        closes: true)
    }
    let ask = try await bodies.reading(request, upTo: options.limits.bodyBytes) { try SearchAsk(json: $0) }
    return try await search(ask, upload: nil, request)
  }

  /// Finds the vectors of the query's images, searches, and writes the answer.
  private func search(_ ask: SearchAsk, upload: UploadedQuery?, _ request: Request) async throws -> Response {
    let snapshot = session.snapshot()
    let parameters = request.uri.queryParameters
    let vectors = try snapshot.vectors(ask.descriptor ?? parameters["descriptor"].map(String.init))
    let finder = QueryVectors(served: self, snapshot: snapshot, vectors: vectors)
    let region = try ask.queryRegion()
    var found: [QueryVectors.Found] = []
    if let upload { found.append(try await finder.find(upload, region: region)) }
    for image in ask.images ?? [] {
      found.append(try await finder.find(image, region: found.isEmpty ? region : nil))
    }
    guard let first = found.first else {
      throw Problem(
        .badRequest, "There is no query; give at least one image that the results should look like.")
    }
    if region != nil, found.count > 1 { throw SearchRequestError.regionOfSeveral(images: found.count) }
    var query = SessionRequest(found.map(\.image), count: try count(ask, request))
    for image in ask.not ?? [] {
      let unwanted = try await finder.find(image, region: nil)
      found.append(unwanted)
      query.excluded.append(unwanted.image)
    }
    query.region = first.rectangle?.pixels
    query.expansion = try expansion(ask)
    query.filter = try ask.filter(options.table)
    query.explains = ask.explain ?? false
    query.exactly = ask.exact ?? false

    let answer = try await searches.run(
      SearchJob(search: SnapshotSearch(snapshot, by: vectors), request: query))
    let agreements = region == nil ? [] : try await agreements(answer, finder, region: first.rectangle)
    var timings = answer.result.timings
    timings.decode = found.reduce(0) { $0 + $1.decode }
    timings.network = found.reduce(0) { $0 + $1.network }
    let id = upload.map(queries.add) ?? ask.images?.first?.upload
    return try metrics.timing(.render) {
      try JSONAnswer.response(
        SearchAnswer(answer, in: snapshot, upload: id, agreements: agreements, timings: timings))
    }
  }

  /// How many results are wanted: 8 where nobody says.
  private func count(_ ask: SearchAsk, _ request: Request) throws -> Int {
    let usual = 8
    let text = request.uri.queryParameters["k"]
    guard let count = ask.k ?? (text == nil ? usual : text.flatMap { Int($0) }),
      (1...options.limits.mostResults).contains(count)
    else {
      throw Problem(
        .badRequest, "k must be a number from 1 to \(options.limits.mostResults); give such a number.")
    }
    return count
  }

  private func expansion(_ ask: SearchAsk) throws -> Int {
    let count = ask.expand ?? 0
    guard (0...options.limits.mostResults).contains(count) else {
      throw Problem(
        .badRequest, "expand must be a number from 0 to \(options.limits.mostResults); give such a number.")
    }
    return count
  }

  /// The parts of a form.
  static func form(_ bytes: [UInt8], mediaType: String, mostParts: Int = mostFields) throws -> MultipartForm {
    do { return try MultipartForm(bytes, mediaType: mediaType, mostParts: mostParts) } catch {
      throw Problem(.badRequest, error.description)
    }
  }

  private static func region(_ text: String) throws -> SearchAsk.Region {
    let region = try QueryRegion(text)
    guard region.unit == .shares else {
      throw Problem(
        .badRequest, "The region is given in pixels; give it in fractions of the picture's sides, 0 to 1.")
    }
    return SearchAsk.Region(x: region.x, y: region.y, width: region.width, height: region.height)
  }

  /// What an upload is called in answers: the last part of its name, which is only ever shown.
  private static func shown(_ name: String?) -> String {
    let longest = 255
    let last = name?.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let clean = String(
      last.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(longest).map {
        Character($0)
      })
    return clean.isEmpty ? "upload" : clean
  }
}
