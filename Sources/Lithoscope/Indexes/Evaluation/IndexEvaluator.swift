import Catalog
import Glibc
import VectorSearch

/// Builds an index over a collection's vectors in a folder of its own, and measures it against exact search.
struct IndexEvaluator {
  let collection: ImageCollection
  let options: IndexEvaluationOptions
  /// Told how far it is; false stops.
  let observe: (IndexEvaluationProgress) -> Bool

  /// Passes over all queries whose median counts, as long as they take no longer than this many seconds.
  private static let (mostPasses, patience) = (5, 2.0)
  /// A curve goes on beyond the recall that is wanted, up to here.
  private static let highestRecall = 0.999

  /// - Returns: the report; nil when it was stopped.
  /// - Throws: ``IndexEvaluationError``, ``IndexSettingsError``, ``CollectionError``, or what building throws.
  func run() throws -> IndexEvaluationReport? {
    guard options.k >= 1, options.queries >= 1 else { throw IndexEvaluationError.nothingAsked }
    if let effort = options.effort, effort < 1 { throw IndexSettingsError.badEffort(effort) }
    try options.settings.check()
    let open = try OpenCollection(collection)
    let (name, matrix, dead) = try open.read { reader in
      let member = try open.choose(options.descriptor, reader)
      return (
        member.record.name, try open.vectors(member, reader, use: .none).matrix(),
        RowSet(try reader.holes(of: member.record.id), below: member.record.rowCount)
      )
    }
    let living = matrix.count - dead.count
    guard living >= 2 else {
      throw IndexEvaluationError.tooFewVectors(living, folder: collection.layout.images)
    }

    var asked = 0
    guard
      let truth = try TrueNeighbours(
        in: matrix, without: dead, count: options.queries, k: options.k, seed: options.seed,
        threads: options.threads,
        goesOn: {
          asked += 1
          return tell(.searching, asked - 1, min(options.queries, living))
        })
    else { return nil }

    let folder = try TemporaryIndexFolder()
    var stopwatch = Stopwatch()
    let builder = IndexBuilder(settings: options.settings, threads: options.threads) {
      tell(.building, $0, $1)
    }
    guard
      let endings = try builder.build(
        options.kind, over: matrix, without: dead, at: "\(folder.path)/index",
        copyFormat: IndexChoice.copyFormat)
    else { return nil }
    let buildSeconds = stopwatch.lap()
    let files = endings.map { "\(folder.path)/index.\($0)" }
    let index = try IndexBuilder.open(options.kind, files, over: matrix)

    // As the collection would search exactly: by a copy in bytes where that pays.
    let copy =
      CompactRows.pay && matrix.dimension <= CompactRows.widestRow
      ? try CompactRows(of: matrix, format: IndexChoice.copyFormat, threads: options.threads) : nil
    let exact = ExactIndex(matrix, compact: copy)
    let exactSpeed = try speed(of: exact, effort: nil, truth)
    guard let curve = try measure(index, truth, rows: matrix.count) else { return nil }
    let own = Double(matrix.dimension * MemoryLayout<Float>.size)
    return IndexEvaluationReport(
      folder: collection.layout.images, descriptor: name, kind: options.kind, k: options.k,
      queries: truth.queries.count, vectors: living, wantedRecall: options.settings.recall,
      buildSeconds: buildSeconds, buildThreads: options.threads,
      bytesPerVector: own + files.reduce(0) { $0 + Self.bytes($1) } / Double(matrix.count), curve: curve,
      exact: .init(effort: nil, recall: 1, queriesPerSecond: exactSpeed),
      exactBytesPerVector: own + Double(copy?.bytes ?? 0) / Double(matrix.count))
  }

  private func measure(_ index: any VectorIndex, _ truth: TrueNeighbours, rows: Int) throws
    -> [IndexEvaluationReport.Point]?
  {
    let ladder = EffortLadder(options.kind, rows: rows, trees: options.settings.trees, k: options.k).efforts
    let efforts: [Int?] = options.kind == .exact ? [nil] : options.effort.map { [$0] } ?? ladder
    var curve: [IndexEvaluationReport.Point] = []
    for (place, effort) in efforts.enumerated() {
      let goesOn = { tell(.measuring, place, efforts.count) }
      guard let recall = try truth.recall(of: index, effort: effort, goesOn: goesOn) else { return nil }
      curve.append(
        .init(
          effort: effort, recall: recall, queriesPerSecond: try speed(of: index, effort: effort, truth)))
      if recall >= max(options.settings.recall, Self.highestRecall) { break }
    }
    return curve
  }

  /// Queries answered in a second, on one thread.
  private func speed(of index: any VectorIndex, effort: Int?, _ truth: TrueNeighbours) throws -> Double {
    var passes: [Double] = []
    var stopwatch = Stopwatch()
    repeat {
      try truth.askOnce(index, effort: effort)
      passes.append(stopwatch.lap())
    } while passes.count < Self.mostPasses && passes.reduce(0, +) < Self.patience
    let median = passes.sorted()[passes.count / 2]
    return median > 0 ? Double(truth.queries.count) / median : 0
  }

  private func tell(_ stage: IndexEvaluationProgress.Stage, _ done: Int, _ total: Int) -> Bool {
    observe(IndexEvaluationProgress(stage: stage, done: done, total: total))
  }

  private static func bytes(_ path: String) -> Double {
    var status = stat()
    return stat(path, &status) == 0 ? Double(status.st_size) : 0
  }
}

extension ImageCollection {
  /// Measures an index on the collection's own vectors: how much of the truth it finds, how fast, how long it takes to
  /// build and how much room it needs. What the collection has stays as it is.
  ///
  /// - Parameter observe: told how far it is; says whether to go on.
  /// - Returns: the report; nil when it was stopped.
  /// - Throws: ``IndexEvaluationError``, ``IndexSettingsError``, ``CollectionError``, or what building throws.
  public func evaluate(
    _ options: IndexEvaluationOptions, observe: (IndexEvaluationProgress) -> Bool = { _ in true }
  ) throws -> IndexEvaluationReport? {
    try withoutActuallyEscaping(observe) {
      try IndexEvaluator(collection: self, options: options, observe: $0).run()
    }
  }
}
