/// What became of pictures that were to be added.
struct UploadAnswer: Encodable {
  /// One that is in the collection now.
  struct Image: Encodable, Sendable {
    /// As the client called it.
    let name: String
    /// Where it is below the collection's folder.
    let path: String
    /// Its number; there once it is indexed.
    var id: Int64?
  }

  /// One that is not.
  struct Failure: Encodable, Sendable {
    let name: String
    let reason: String
  }

  let added: Int
  let images: [Image]
  let failed: [Failure]

  init(_ images: [Image], _ failed: [Failure]) {
    added = images.count
    self.images = images
    self.failed = failed
  }
}
