import Imaging
import Lithoscope
import Logging

/// A collection with everything that is kept ready to serve it: what is open, the threads that work, what is remembered.
final class ServedCollection: Sendable {
  /// The open collection.
  let session: SearchSession
  /// How it is served.
  let options: ServerOptions
  /// What was done.
  let metrics = ServerMetrics()
  /// Decoding and drawing.
  let pictures: WorkQueue
  /// Searching; what comes at the same time goes through the vectors together.
  let searches: BatchQueue<SearchJob, SearchJob.Key, SessionAnswer>
  /// The network; what comes at the same time goes through it together.
  let network: BatchQueue<NetworkJob, String, [Float]>
  /// Pictures that were searched with.
  let queries: RememberedQueries
  /// Thumbnails that were drawn.
  let drawn: DrawnPictures
  /// Memory for bodies.
  let bodies: BodyBudget
  /// Answers about the whole collection.
  let descriptions = DescribedSnapshot()
  /// Browsers that have shown the token.
  let sessions = BrowserSessions()

  /// Pictures that the network takes at once: as in indexing, more do not fit the caches.
  private static let largestBatch = 8
  /// Seconds that a batch waits for pictures that are being decoded: a small part of the network's own time.
  private static let patience = 0.004
  /// Searches that go through the vectors together.
  private static let searchesAtOnce = 32
  /// Bytes that remembered pictures and drawn thumbnails may take, and the bodies of all requests.
  private static let rememberedBytes = 256 << 20
  private static let drawnBytes = 128 << 20
  private static let bodyBytes = 512 << 20

  /// Opens a collection.
  ///
  /// - Throws: ``CollectionError``, ``CatalogError``.
  init(_ collection: ImageCollection, _ options: ServerOptions) throws {
    let session = try SearchSession(collection)
    self.session = session
    self.options = options
    let limits = options.limits
    pictures = WorkQueue("pictures", threads: limits.threads, capacity: limits.waitingPictures)
    searches = BatchQueue(
      "search", threads: limits.threads, capacity: limits.waitingSearches, most: Self.searchesAtOnce,
      key: \.key
    ) { [metrics] jobs in
      let answers = jobs[0].search.answers(jobs.map(\.request))
      for answer in answers {
        if case .success(let answer) = answer { metrics.took(.search, seconds: answer.result.timings.search) }
      }
      return answers
    }
    network = BatchQueue(
      "network", threads: 1, capacity: limits.waitingQueries, most: Self.largestBatch,
      patience: Self.patience, key: \.key
    ) { [metrics] jobs in
      if jobs[0].picture.needsNetwork { metrics.batched(jobs.count) }
      do {
        return try session.network.describe(jobs.map(\.picture), by: jobs[0].vectors).map { result in
          result.mapError { $0 }
        }
      } catch {
        return jobs.map { _ in .failure(error) }
      }
    }
    queries = RememberedQueries(mostBytes: Self.rememberedBytes)
    drawn = DrawnPictures(mostBytes: Self.drawnBytes)
    bodies = BodyBudget(bytes: max(Self.bodyBytes, 2 * limits.uploadBytes))
  }

  /// What an uploaded picture, or one of the collection, may cost to decode.
  func decodingLimits(_ snapshot: CollectionSnapshot) -> DecodingLimits {
    let usual = snapshot.limits
    return DecodingLimits(
      maxPixels: min(usual.maxPixels, options.limits.pixels), maxPixelsHeldWhole: usual.maxPixelsHeldWhole,
      maxFileBytes: usual.maxFileBytes)
  }
}
