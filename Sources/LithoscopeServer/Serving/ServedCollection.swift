import Foundation
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
  /// What clients are not told.
  let paths: HiddenPaths
  /// Memory for bodies.
  let bodies: BodyBudget
  /// The collection laid out in the plane.
  let maps: CollectionMaps
  /// Indexes what was uploaded; nil where nothing may be.
  let indexing: BackgroundIndexing?
  /// Answers about the whole collection.
  let descriptions = DescribedSnapshot()
  /// Browsers that have shown the token.
  let sessions = BrowserSessions()

  /// Seconds that a batch waits for pictures that are being decoded: a small part of the network's own time.
  private static let patience = 0.004
  /// As decoders while indexing: the network's threads wait for each other at every layer, and a decoder that pushes one
  /// of them off its core stops all.
  private static let niceness: Int32 = 10
  /// Searches keep half of the cores busy: with more threads batches are smaller, take longer for each search, and leave
  /// nothing to read and write requests with. With two cores, one thread answered nearly as many a second as two did, and
  /// the slowest in a hundred sooner.
  private static let coresASearch = 2
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
    pictures = WorkQueue(
      "pictures", threads: limits.threads, capacity: limits.waitingPictures, niceness: Self.niceness)
    searches = BatchQueue(
      "search", threads: max(1, limits.threads / Self.coresASearch), capacity: limits.waitingSearches,
      most: Self.searchesAtOnce,
      key: \.key
    ) { [metrics] jobs in
      let answers = jobs[0].search.answers(jobs.map(\.request))
      for answer in answers {
        if case .success(let answer) = answer { metrics.took(.search, seconds: answer.result.timings.search) }
      }
      return answers
    }
    network = BatchQueue(
      "network", threads: 1, capacity: limits.waitingQueries, most: limits.picturesABatch,
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
    maps = CollectionMaps(collection)
    indexing = options.isWritable ? BackgroundIndexing(collection) : nil
    paths = HiddenPaths(collection, table: options.table)
    bodies = BodyBudget(bytes: max(Self.bodyBytes, 2 * limits.uploadBytes))
  }

  deinit { close() }

  /// Opens what the first picture would have to wait for.
  func warmUp() {
    guard let vectors = session.snapshot().descriptors.first else { return }
    Thread.detachNewThread { [session] in try? session.network.warmUp(for: vectors) }
  }

  /// Lets what was begun besides requests end.
  func close() {
    maps.close()
    indexing?.end()
  }

  /// What an uploaded picture, or one of the collection, may cost to decode.
  func decodingLimits(_ snapshot: CollectionSnapshot) -> DecodingLimits {
    let usual = snapshot.limits
    return DecodingLimits(
      maxPixels: min(usual.maxPixels, options.limits.pixels), maxPixelsHeldWhole: usual.maxPixelsHeldWhole,
      maxFileBytes: usual.maxFileBytes)
  }
}
