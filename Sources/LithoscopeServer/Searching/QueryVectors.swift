import Imaging
import Lithoscope

/// Finds the vectors of a query's images: members have theirs, others go through the network.
struct QueryVectors: Sendable {
  let served: ServedCollection
  let snapshot: CollectionSnapshot
  let vectors: SnapshotVectors

  /// An image of a query, made ready for searching.
  struct Found: Sendable {
    let image: SessionRequest.Image
    /// The part that was meant, in pixels and of how large an image.
    var rectangle: (pixels: PixelRectangle, of: (width: Int, height: Int))?
    /// Seconds that decoding and the network took.
    var decode = 0.0
    var network = 0.0
  }

  /// An image that a client named.
  ///
  /// - Parameter region: the part of it that is meant; nil for all of it.
  /// - Throws: ``Problem`` for one that is not there; the reason why it cannot be described.
  func find(_ image: SearchAsk.Image, region: QueryRegion?) async throws -> Found {
    if let upload = image.upload {
      guard let query = served.queries.find(upload) else {
        throw Problem(.notFound, "That picture is no longer remembered; send it again.")
      }
      return try await find(query, region: region)
    }
    let place = try place(of: image)
    guard let region else { return Found(image: .member(place)) }
    let picture = SessionPicture(snapshot.images[place], in: served.session.collection)
    return try await describe(picture, region: region, member: place)
  }

  /// An upload.
  func find(_ query: UploadedQuery, region: QueryRegion?) async throws -> Found {
    let name = query.picture.name
    if region == nil, let known = query.vector(vectors.stampedName) {
      return Found(image: .described(name: name, vector: known, member: nil))
    }
    let found = try await describe(query.picture, region: region, member: nil)
    if region == nil, case .described(_, let vector, _) = found.image {
      query.keep(vector, vectors.stampedName)
    }
    return found
  }

  /// The place of a member.
  private func place(of image: SearchAsk.Image) throws -> Int {
    if let id = image.id {
      guard let place = snapshot.place(ofID: id) else {
        throw Problem(
          .notFound, "The collection has no image \(id); it may have been removed since: search anew.")
      }
      return place
    }
    guard let path = image.path else {
      throw Problem(.badRequest, "An image of the query has no id, path or upload; give one of the three.")
    }
    guard let place = snapshot.place(ofPath: path) else {
      throw Problem(
        .notFound, "The collection has no image of that path; give it relative to the collection's folder.")
    }
    return place
  }

  /// Decodes a picture on one thread and hands it to the network with others that come at the same time.
  private func describe(_ picture: SessionPicture, region: QueryRegion?, member: Int?) async throws -> Found {
    let clock = ContinuousClock()
    let start = clock.now
    served.network.announce()
    let prepared: WarmNetwork.Prepared
    do {
      prepared = try await served.pictures.run { [served, snapshot, vectors] in
        try served.metrics.timing(.decode) {
          try served.session.network.prepare(
            picture, region: region, for: vectors, limits: served.decodingLimits(snapshot))
        }
      }
    } catch {
      served.network.retract()
      throw error
    }
    served.network.retract()
    let decoded = clock.now
    let vector = try await served.network.run(NetworkJob(picture: prepared, vectors: vectors))
    let network = (clock.now - decoded) / .seconds(1)
    served.metrics.took(.network, seconds: network)
    return Found(
      image: .described(name: picture.name, vector: vector, member: member),
      rectangle: prepared.rectangle.map { ($0, prepared.whole) },
      decode: (decoded - start) / .seconds(1), network: network)
  }
}
