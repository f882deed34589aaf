import Hummingbird
import Imaging
import Lithoscope

/// Adding images to the collection.
extension ServedCollection {
  var uploadRoutes: [ServerRoute] {
    [
      ServerRoute(.post, "/api/images", takesLong: true) { [self] request, _ in try await upload(request) },
      ServerRoute(.get, "/api/indexing") { [self] _, _ in
        try JSONAnswer.response(IndexingAnswer(indexing?.progress ?? .init(), hiding: paths))
      },
    ]
  }

  private static let imageField = "image"
  private static let labelField = "label"
  /// Longest side in pixels to which an upload is decoded to see whether it is an image.
  private static let trialSide = 64

  private func upload(_ request: Request) async throws -> Response {
    guard let indexing else {
      throw Problem(
        .forbidden, "This server only shows the collection; start it with --writable to add images.",
        closes: true)
    }
    let mediaType = request.headers[.contentType] ?? ""
    guard MultipartBoundary(mediaType: mediaType) != nil else {
      throw Problem(
        .unsupportedMedia, "Images are added as multipart/form-data; send a form with files.", closes: true)
    }
    let snapshot = session.snapshot()
    let limits = decodingLimits(snapshot)
    let root = session.collection.layout.images
    let (written, refused) = try await bodies.reading(request, upTo: options.limits.uploadBytes) {
      [self] bytes in
      let form = try Self.form(bytes, mediaType: mediaType, mostParts: options.limits.filesAnUpload)
      let folder = try UploadFolder(root: root, label: form[Self.labelField].map(\.text))
      let files = form.parts.filter { $0.name == Self.imageField && $0.fileName != nil }
      guard !files.isEmpty else {
        throw Problem(.badRequest, "The form has no files; send them in fields named “image”.")
      }
      var written: [UploadAnswer.Image] = []
      var refused: [UploadAnswer.Failure] = []
      for file in files {
        let name = file.fileName ?? ""
        do {
          let path = try await pictures.run { [metrics] in
            let picture = SessionPicture(name: name, bytes: Array(file.bytes))
            let format = try metrics.timing(.decode) {
              try picture.decode(fitting: Self.trialSide, limits: limits).metadata.format
            }
            return try folder.write(file.bytes, named: name, format: format)
          }
          written.append(UploadAnswer.Image(name: name, path: path))
        } catch let error as QueryError {
          refused.append(UploadAnswer.Failure(name: name, reason: error.reason))
        } catch let error as UploadError {
          refused.append(UploadAnswer.Failure(name: name, reason: error.description))
        }
      }
      return (written, refused)
    }
    guard !written.isEmpty else { return try JSONAnswer.response(UploadAnswer([], refused)) }
    let report = try await indexing.run()
    let failed = Dictionary(
      report.failed.map { ($0.path, $0.reason) }, uniquingKeysWith: { first, _ in first })
    // Whoever asks next sees them.
    let now = (try? await pictures.run { [session] in session.latest() }) ?? session.snapshot()
    let added = written.filter { failed[$0.path] == nil }.map { image in
      let id = now.place(ofPath: image.path).map { now.images[$0].id }
      return UploadAnswer.Image(name: image.name, path: image.path, id: id)
    }
    let unindexed = written.compactMap { image in
      failed[image.path].map { UploadAnswer.Failure(name: image.name, reason: $0) }
    }
    return try JSONAnswer.response(UploadAnswer(added, refused + unindexed))
  }
}
