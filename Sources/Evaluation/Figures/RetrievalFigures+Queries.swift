extension RetrievalFigures {
  /// The means over queries and their intervals; `nil` when there are none.
  init?(_ outcomes: [QueryOutcome], _ options: RetrievalOptions, _ threads: WorkingThreads) {
    guard !outcomes.isEmpty else { return nil }
    let rows = outcomes.map { outcome in
      [
        outcome.precisionAt1, outcome.precisionAtK, outcome.rPrecision, outcome.averagePrecision,
        outcome.prediction == outcome.label ? 1 : 0,
      ]
    }
    let bootstrap = Bootstrap(rows, groups: outcomes.map(\.group))
    let intervals = bootstrap.intervals(
      samples: options.bootstrapSamples, seed: options.seed, threads: threads)
    queries = outcomes.count
    resampledUnits = bootstrap.units
    chance = outcomes.reduce(0) { $0 + $1.chance } / Double(outcomes.count)
    precisionAt1 = intervals[0]
    precisionAtK = intervals[1]
    rPrecision = intervals[2]
    meanAveragePrecision = intervals[3]
    knnAccuracy = intervals[4]
  }
}
