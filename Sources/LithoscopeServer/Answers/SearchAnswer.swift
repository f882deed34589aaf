import Lithoscope

/// The answer to a search: the object of `search --json`, and what a page needs besides.
struct SearchAnswer: Encodable {
  /// Where a result agrees with the part of the query that was meant, in shares of its sides.
  typealias Agreement = SearchAsk.Region

  /// A result: that of `search --json`, with the image's number and size.
  struct Result: Encodable {
    let base: SearchOutput.Result
    let id: Int64
    let width: Int
    let height: Int
    var agreement: Agreement?

    private enum Key: String, CodingKey {
      case id, width, height, agreement
    }

    func encode(to encoder: any Encoder) throws {
      try base.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(id, forKey: .id)
      try container.encode(width, forKey: .width)
      try container.encode(height, forKey: .height)
      try container.encodeIfPresent(agreement, forKey: .agreement)
    }
  }

  /// Where the time went, in seconds.
  struct Timings: Encodable {
    let decode: Double
    let network: Double
    let search: Double
  }

  let base: SearchOutput
  let results: [Result]
  let revision: Int
  /// Under which the query's picture is remembered.
  let upload: String?
  let timings: Timings

  private enum Key: String, CodingKey {
    case results, revision, upload, timings
  }

  func encode(to encoder: any Encoder) throws {
    try base.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(results, forKey: .results)
    try container.encode(revision, forKey: .revision)
    try container.encodeIfPresent(upload, forKey: .upload)
    try container.encode(timings, forKey: .timings)
  }

  init(
    _ answer: SessionAnswer, in snapshot: CollectionSnapshot, upload: String?, agreements: [Agreement?],
    timings: SearchTimings
  ) {
    var base = SearchOutput(answer.result)
    results = base.results.enumerated().map { rank, result in
      let image = snapshot.images[answer.places[rank]]
      return Result(
        base: result, id: image.id, width: image.width, height: image.height,
        agreement: agreements.isEmpty ? nil : agreements[rank])
    }
    // Those with numbers and sizes take their place.
    base.results = []
    self.base = base
    revision = snapshot.revision
    self.upload = upload
    self.timings = Timings(decode: timings.decode, network: timings.network, search: timings.search)
  }
}
