extension RetrievalResult {
  /// Puts together what the threads measured.
  ///
  /// - Throws: `EvaluationError.nothingToFind` when no query could be measured.
  init(
    _ name: String, _ task: RetrievalTask, _ options: RetrievalOptions, _ threads: WorkingThreads,
    _ measurements: [QueryMeasurement]
  ) throws(EvaluationError) {
    let outcomes = measurements.flatMap(\.outcomes).sorted { $0.item < $1.item }
    guard let overall = RetrievalFigures(outcomes, options, threads) else {
      throw .nothingToFind(queries: task.queries.count)
    }
    let classCount = task.classNames.count
    let withoutRelevant = Self.sum(measurements.map(\.withoutRelevant))
    let confusion = Self.sum(measurements.map(\.confusion))
    var byClass = [[QueryOutcome]](repeating: [], count: classCount)
    for outcome in outcomes { byClass[outcome.label].append(outcome) }
    let sizes = task.classSizes
    self.name = name
    k = options.k
    self.overall = overall
    classes = (0..<classCount).map { label in
      ClassFigures(
        name: task.classNames[label], items: sizes[label],
        queriesWithoutRelevant: withoutRelevant[label],
        figures: RetrievalFigures(byClass[label], options, threads))
    }
    queriesWithoutRelevant = withoutRelevant.reduce(0, +)
    let blocks = measurements.flatMap(\.precisionRecall).sorted { $0.block < $1.block }
    precisionRecall = (0...QueryMeasurement.recallLevels).map { level in
      blocks.reduce(0) { $0 + $1.sums[level] } / Double(outcomes.count)
    }
    self.confusion = (0..<classCount).map { Array(confusion[$0 * classCount..<($0 + 1) * classCount]) }
    queries = outcomes
    var pairs = measurements.first?.pairs
    for measurement in measurements.dropFirst() {
      if let more = measurement.pairs { pairs?.add(more) }
    }
    calibration = pairs.flatMap { CalibrationReport($0) }
  }

  /// The sums of numbers that stand at the same places.
  private static func sum(_ rows: [[Int]]) -> [Int] {
    guard var total = rows.first else { return [] }
    for row in rows.dropFirst() {
      for place in total.indices { total[place] += row[place] }
    }
    return total
  }
}
