import Descriptors
import VectorSearch

/// Searches in one snapshot of a collection, by one descriptor. Answers what ``ImageCollection/search(_:)`` answers,
/// without a look at the catalog.
public struct SnapshotSearch: Sendable {
  /// What is searched.
  public let snapshot: CollectionSnapshot
  /// By what.
  public let vectors: SnapshotVectors
  /// Threads that one search may use, at least 1.
  public let threads: Int

  /// - Parameter threads: one, where requests are answered side by side.
  public init(_ snapshot: CollectionSnapshot, by vectors: SnapshotVectors, threads: Int = 1) {
    self.snapshot = snapshot
    self.vectors = vectors
    self.threads = threads
  }

  /// A request made ready for the index.
  private struct Prepared {
    let request: SessionRequest
    let ranking: SnapshotRanking
    var vector: [Float]
    /// The first image's vector as it is compared, for the explanation.
    let shown: [Float]
  }

  /// The answer to a request.
  ///
  /// - Throws: ``CollectionError``, ``SearchRequestError``, ``FilterError``.
  public func answer(_ request: SessionRequest) throws -> SessionAnswer {
    var stopwatch = Stopwatch()
    let prepared = try prepare(request)
    let hits = try prepared.ranking.nearest(to: prepared.vector, count: request.count)
    return answer(prepared, hits, seconds: stopwatch.lap())
  }

  /// The answers to several requests, in their order: each as ``answer(_:)`` gives it. Those without a filter go through
  /// the rows together, which takes a fraction of the time.
  public func answers(_ requests: [SessionRequest]) -> [Result<SessionAnswer, any Error>] {
    guard requests.count > 1 else { return requests.map { request in Result { try answer(request) } } }
    var stopwatch = Stopwatch()
    var answers = [Result<SessionAnswer, any Error>?](repeating: nil, count: requests.count)
    var together: [(place: Int, prepared: Prepared)] = []
    for (place, request) in requests.enumerated() {
      do {
        let prepared = try prepare(request)
        guard prepared.ranking.filter == nil else {
          let hits = try prepared.ranking.nearest(to: prepared.vector, count: request.count)
          answers[place] = .success(answer(prepared, hits, seconds: stopwatch.lap()))
          continue
        }
        together.append((place, prepared))
      } catch {
        answers[place] = .failure(error)
      }
    }
    if let first = together.first {
      let most = together.map { $0.prepared.ranking.neighbours(for: $0.prepared.request.count) }.max() ?? 1
      let found = Result {
        try first.prepared.ranking.searched.index.search(
          batch: together.map(\.prepared.vector), k: most,
          options: first.prepared.ranking.options(neighbours: most))
      }
      let seconds = stopwatch.lap()
      for (index, item) in together.enumerated() {
        answers[item.place] = found.map { found in
          let hits = item.prepared.ranking.images(of: found[index], count: item.prepared.request.count)
          return answer(item.prepared, hits, seconds: seconds)
        }
      }
    }
    return answers.compactMap(\.self)
  }

  private func prepare(_ request: SessionRequest) throws -> Prepared {
    try request.check(snapshot)
    if request.explains, vectors.descriptor.learned != nil {
      throw SearchRequestError.noExplanation(descriptor: vectors.descriptor.name)
    }
    if request.explains, vectors.descriptor.isImported {
      throw SearchRequestError.noExplanationOfImported(descriptor: vectors.descriptor.name)
    }
    let filter = try snapshot.filter(request.filter, vectors)
    let ranking = SnapshotRanking(
      vectors: vectors, filter: filter,
      omitted: Set((request.images + request.excluded).compactMap(\.member)), exactly: request.exactly,
      threads: threads)
    let wanted = try request.images.map(comparable)
    var vector = try QueryVector.combining(wanted, without: request.excluded.map(comparable))
    if request.expansion > 0 { vector = try ranking.expanding(vector, by: request.expansion) }
    return Prepared(request: request, ranking: ranking, vector: vector, shown: wanted[0])
  }

  /// An image's vector as it is compared.
  private func comparable(_ image: SessionRequest.Image) throws -> [Float] {
    switch image {
    case .described(_, let vector, _): return vectors.vectors.comparable(vector)
    case .member(let place):
      guard let row = vectors.row(ofImage: place) else {
        throw CollectionError.notDescribedYet(descriptor: vectors.descriptor.name, folder: snapshot.folder)
      }
      // A member's own row, as it is compared already.
      return vectors.compared(row)
    }
  }

  private func answer(_ prepared: Prepared, _ hits: [SnapshotRanking.Hit], seconds: Double) -> SessionAnswer {
    let request = prepared.request
    var timings = SearchTimings()
    timings.search = seconds
    let matches = hits.enumerated().map { rank, hit in
      Match(
        rank: rank + 1, path: snapshot.images[hit.place].path, similarity: hit.similarity,
        label: snapshot.images[hit.place].label)
    }
    var result = SearchResult(
      query: request.images[0].name(snapshot),
      member: request.images[0].member.map { snapshot.images[$0].path }, descriptor: vectors.descriptor,
      searched: prepared.ranking.count, matches: matches, timings: timings)
    result.others = request.images.dropFirst().map { $0.name(snapshot) }
    result.excluded = request.excluded.map { $0.name(snapshot) }
    result.region = request.region
    result.expansion = request.expansion
    result.index = prepared.ranking.searched.searched
    result.indexProblem = vectors.vectors.problem?.sentence(folder: snapshot.folder)
    result.scores = vectors.calibration.flatMap { CalibratedScores($0, for: result) }
    if request.explains {
      result.explanation = SearchExplanation(
        vectors.descriptor, query: prepared.vector, shownQuery: prepared.shown,
        matches: hits.map { vectors.compared($0.row) }, whitening: vectors.vectors.whitening,
        input: DescriptorSet.input(of: vectors.record.stamp) ?? .standard)
    }
    return SessionAnswer(result: result, places: hits.map(\.place), vector: prepared.vector)
  }
}
