import Catalog
import Descriptors
import Glibc
import Neural
import VectorSearch

/// Answers queries against a collection.
struct Searcher {
  let collection: ImageCollection

  /// A query's vector, and the member it belongs to.
  private struct Query {
    let vector: [Float]
    let member: RelativePath?
    var timings = SearchTimings()
  }

  func search(_ image: String, count: Int, descriptor: Descriptor?) throws -> SearchResult {
    guard count >= 1 else { throw CollectionError.badCount(count) }
    let catalog = try collection.openCatalog()
    let chosen = try catalog.read { try choose(descriptor, $0) }
    var query = try describe(image, chosen, catalog)

    var stopwatch = Stopwatch()
    // Rows, holes and paths are read in one go, so that they belong together while somebody indexes.
    let (matches, searched) = try readVectors(catalog) { reader in
      (
        try self.matches(query, count, try choose(chosen.descriptor, reader).record, reader),
        try reader.counts().images
      )
    }
    query.timings.search = stopwatch.lap()
    return SearchResult(
      query: image, member: query.member?.string, descriptor: chosen.descriptor,
      searched: searched - (query.member == nil ? 0 : 1), matches: matches, timings: query.timings)
  }

  /// The descriptor to compare by, and its record.
  private func choose(_ wanted: Descriptor?, _ reader: CatalogReader) throws -> DescriptorSet.Member {
    let records = try reader.descriptors()
    guard let record = wanted.map({ name in records.first { $0.name == name.name } }) ?? records.first else {
      if records.isEmpty { throw CollectionError.empty(folder: collection.layout.images) }
      throw CollectionError.descriptorMissing(
        name: wanted?.name ?? "", available: records.map(\.name), folder: collection.layout.images)
    }
    guard try reader.counts().images > 0 else {
      throw CollectionError.empty(folder: collection.layout.images)
    }
    guard record.rowCount > 0 else {
      throw CollectionError.notDescribedYet(descriptor: record.name, folder: collection.layout.images)
    }
    return DescriptorSet.Member(descriptor: try Descriptor.named(record.name), record: record)
  }

  // MARK: The query's vector

  private func describe(_ image: String, _ chosen: DescriptorSet.Member, _ catalog: Catalog) throws -> Query {
    let member = try member(image, chosen, catalog)
    if let member, let vector = member.vector { return Query(vector: vector, member: member.path) }
    // A member may have been named by its path in the collection, which means nothing from here.
    let inCollection = member.map { "\(collection.layout.images)/\($0.path)" }
    guard let file = [image, inCollection].compactMap(\.self).first(where: { access($0, F_OK) == 0 }) else {
      throw CollectionError.queryMissing(image, folder: collection.layout.images)
    }
    let stamp = chosen.record.stamp
    let preprocessing = DescriptorSet.preprocessing(stamp) ?? .standard
    let precision = Precision(rawValue: stamp.precision) ?? .f32
    try DescriptorSet.check(
      chosen.record, against: DescriptorSet.stamp(chosen.descriptor, preprocessing, precision),
      folder: collection.layout.images)

    var timings = SearchTimings()
    let describer = QueryDescriber(models: collection.models)
    let vectors = try describer.describe(
      [file], by: [chosen.descriptor], preprocessing: preprocessing, precision: precision,
      timings: &timings)
    return Query(vector: vectors[0][0], member: member?.path, timings: timings)
  }

  /// The member that a path names, from here or from the collection's folder, with its stored vector; without
  /// one when its file has changed since.
  private func member(_ image: String, _ chosen: DescriptorSet.Member, _ catalog: Catalog) throws
    -> (path: RelativePath, vector: [Float]?)?
  {
    let paths =
      access(image, F_OK) == 0
      ? collection.layout.relativePaths(of: image) : [RelativePath(image)].compactMap(\.self)
    return try readVectors(catalog) { reader in
      // The first read may be older than this one: ask for the record again.
      let record = try choose(chosen.descriptor, reader).record
      for path in paths {
        guard let known = try reader.knownFile(at: path) else { continue }
        guard isUnchanged(path, known), let row = try reader.row(forPath: path, descriptor: record.id) else {
          return (path, nil)
        }
        return (path, try matrix(record).row(row))
      }
      return nil
    }
  }

  /// Whether a member's file is as it was indexed, or gone; a file that has changed is described anew.
  private func isUnchanged(_ path: RelativePath, _ known: KnownFile) -> Bool {
    var status = stat()
    guard stat("\(collection.layout.images)/\(path)", &status) == 0 else { return true }
    return FileStamp(status) == known.stamp
  }

  // MARK: The search

  /// Reads catalog and vectors together. Between the two somebody may have put another vector file in the
  /// place of the one that the catalog named: then both are read once more.
  private func readVectors<Output>(_ catalog: Catalog, _ body: (CatalogReader) throws -> Output) throws
    -> Output
  {
    let attempts = 5
    for _ in 1..<attempts {
      do { return try catalog.read(body) } catch VectorFileError.system(_, _, ENOENT) { continue }
    }
    return try catalog.read(body)
  }

  private func matrix(_ record: DescriptorRecord) throws -> VectorMatrix {
    try VectorMatrix(
      path: collection.layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension,
      rows: record.rowCount)
  }

  private func matches(_ query: Query, _ count: Int, _ record: DescriptorRecord, _ reader: CatalogReader)
    throws -> [Match]
  {
    let index = ExactIndex(try matrix(record))
    var options = SearchOptions(skipping: RowSet(try reader.holes(of: record.id), below: record.rowCount))
    options.includingTies = true
    // One more than asked for: the query's own row drops out when no other file shares it.
    let wanted = min(count, record.rowCount) + (query.member == nil ? 0 : 1)
    let neighbors = try index.search(query.vector, k: wanted, options: options)
    let images = try reader.images(forRows: neighbors.map(\.row), descriptor: record.id)

    let found = neighbors.flatMap { neighbor in
      (images[neighbor.row] ?? []).filter { $0.path != query.member }.map { (neighbor.similarity, $0) }
    }
    let ordered = found.sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1.path < $1.1.path }
    return ordered.prefix(count).enumerated().map { place, match in
      // Rounding may lead a hair beyond 1.
      Match(
        rank: place + 1, path: match.1.path.string, similarity: min(1, max(-1, match.0)),
        label: match.1.label)
    }
  }
}
