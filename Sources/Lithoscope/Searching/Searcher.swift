import Catalog
import Descriptors
import VectorSearch

/// Answers requests to a collection.
struct Searcher {
  let collection: ImageCollection

  /// The answer to a request.
  func search(_ request: SearchRequest) throws -> SearchResult {
    try request.check()
    let open = try OpenCollection(collection)
    let chosen = try open.read { try open.choose(request.descriptor, $0) }
    if request.explains, chosen.descriptor.learned != nil {
      throw SearchRequestError.noExplanation(descriptor: chosen.descriptor.name)
    }
    if request.explains, chosen.descriptor.isImported {
      throw SearchRequestError.noExplanationOfImported(descriptor: chosen.descriptor.name)
    }
    var timings = SearchTimings()
    let query = try QueryReader(open: open, chosen: chosen).read(
      request.images + request.excluded, region: request.region, timings: &timings)
    let wanted = query.images.prefix(request.images.count)
    let unwanted = query.images.dropFirst(request.images.count)
    try check(wanted, unwanted)
    let within = try request.classifier.map {
      try QueryClasses(open: open, model: $0, chosen: chosen).predict(
        Array(wanted), region: request.region, timings: &timings)
    }

    var stopwatch = Stopwatch()
    // Rows, holes and paths are read in one go, so that they belong together while somebody indexes.
    let answer = { (reader: CatalogReader) in
      let ranked = try rank(request, within, query.images, open, chosen.descriptor, reader)
      // Each vector is made comparable first and combined afterwards: sums of what is compared.
      var vector = try QueryVector.combining(
        wanted.map { ranked.vectors.comparable($0.vector) },
        without: unwanted.map { ranked.vectors.comparable($0.vector) })
      if request.expansion > 0 { vector = try expand(vector, by: request.expansion, ranked) }
      let hits = try ranked.nearest(to: vector, count: request.count)
      return (
        hits, try ranked.count(), try StoredCalibration(of: ranked.record.id, reader),
        request.explains ? explain(hits, vector, shown: wanted[0].vector, chosen, ranked) : nil,
        ranked.vectors
      )
    }
    var (hits, searched, stored, explanation, vectors) = try open.read(answer)
    if case .gone = vectors.problem {
      // Another index may have taken its place since the catalog was read; then it is there now.
      (hits, searched, stored, explanation, vectors) = try open.read(answer)
    }
    timings.search = stopwatch.lap()

    var result = SearchResult(
      query: wanted[0].name, member: wanted[0].member?.string, descriptor: chosen.descriptor,
      searched: searched, matches: Self.matches(hits), timings: timings)
    result.others = wanted.dropFirst().map(\.name)
    result.excluded = unwanted.map(\.name)
    result.region = query.rectangle
    result.expansion = request.expansion
    result.within = within
    result.scores = stored.flatMap { CalibratedScores($0, for: result) }
    result.explanation = explanation
    result.index = vectors.searched
    result.indexProblem = vectors.problem?.sentence(folder: collection.layout.images)
    return result
  }

  /// An image may have been named in two ways.
  private func check(_ wanted: ArraySlice<QueryImage>, _ unwanted: ArraySlice<QueryImage>) throws {
    let members = Set(wanted.compactMap(\.member))
    for image in unwanted {
      if let member = image.member, members.contains(member) {
        throw SearchRequestError.wantedAndNot(image.name)
      }
    }
  }

  private func rank(
    _ request: SearchRequest, _ within: PredictedClasses?, _ query: [QueryImage], _ open: OpenCollection,
    _ descriptor: Descriptor,
    _ reader: CatalogReader
  ) throws -> RankedImages {
    let member = try open.choose(descriptor, reader)
    let record = member.record
    let wanted = try within.map { try $0.narrowing(request.filter, reader, of: collection) } ?? request.filter
    let filter =
      wanted.isEmpty ? nil : try ResolvedFilter(wanted, record, reader, folder: collection.layout.images)
    let use =
      request.exactly ? IndexUse.none : .stored(effort: request.effort, choice: collection.indexChoice)
    return RankedImages(
      vectors: try open.vectors(member, reader, use: use), record: record, reader: reader,
      filter: filter,
      omitted: Set(query.compactMap(\.member)))
  }

  private func expand(_ query: [Float], by count: Int, _ ranked: RankedImages) throws -> [Float] {
    // Copies share a row, and each content counts once; where there are copies, more images are needed.
    let wanted = min(count, ranked.record.rowCount)
    var images = wanted
    var nearest: [RankedImages.Hit] = []
    while true {
      let hits = try ranked.nearest(to: query, count: images)
      var seen = RowSet()
      nearest = hits.filter { hit in
        defer { seen.insert(hit.row) }
        return !seen.contains(hit.row)
      }
      if nearest.count >= wanted || hits.count < images { break }
      images *= 2
    }
    let neighbours = nearest.prefix(wanted).map { (ranked.vectors.row($0.row), $0.similarity) }
    return try QueryVector.expanding(query, by: neighbours)
  }

  private func explain(
    _ hits: [RankedImages.Hit], _ vector: [Float], shown: [Float], _ chosen: DescriptorSet.Member,
    _ ranked: RankedImages
  ) -> SearchExplanation {
    SearchExplanation(
      chosen.descriptor, query: vector, shownQuery: ranked.vectors.comparable(shown),
      matches: hits.map { ranked.vectors.row($0.row) }, whitening: ranked.vectors.whitening,
      input: DescriptorSet.input(of: ranked.record.stamp) ?? .standard)
  }

  private static func matches(_ hits: [RankedImages.Hit]) -> [Match] {
    hits.enumerated().map { place, hit in
      Match(
        rank: place + 1, path: hit.image.path.string, similarity: hit.similarity, label: hit.image.label)
    }
  }
}
