import Testing

@testable import Evaluation

@Suite struct BootstrapTests {
  static let threads = WorkingThreads(2)

  static func interval(
    _ values: [Double], groups: [Int]? = nil, samples: Int = 400, seed: UInt64 = 1
  ) -> Interval {
    Bootstrap(values.map { [$0] }, groups: groups ?? Array(values.indices))
      .intervals(samples: samples, seed: seed, threads: threads)[0]
  }

  @Test func coversTheTruthAboutAsOftenAsPromised() {
    var random = SeededRandom(seed: 6)
    var covered = 0
    let trials = 300
    for trial in 0..<trials {
      let values = (0..<80).map { _ in random.unit() < 0.3 ? 1.0 : 0.0 }
      let interval = Self.interval(values, samples: 300, seed: UInt64(trial))
      covered += interval.contains(0.3) ? 1 : 0
    }
    // 95 % is promised; the percentile interval of 80 zeros and ones gives a little less.
    #expect((0.89...0.99).contains(Double(covered) / Double(trials)))
  }

  @Test func isReproducibleBySeedOnAnyNumberOfThreads() {
    let values = (0..<50).map { Double($0 * $0 % 17) }
    let one = Self.interval(values, seed: 5)
    #expect(one == Self.interval(values, seed: 5))
    #expect(one != Self.interval(values, seed: 6))
    let bootstrap = Bootstrap(values.map { [$0] }, groups: Array(values.indices))
    let alone = bootstrap.intervals(samples: 400, seed: 5, threads: WorkingThreads(1))
    #expect(alone == [one])
    #expect(bootstrap.intervals(samples: 400, seed: 5, threads: WorkingThreads(7)) == [one])
  }

  @Test func isWiderWhenGroupsAreDrawnWhole() {
    // Ten groups of twenty copies: ten values are known, not two hundred.
    let values = (0..<200).map { $0 / 20 % 2 == 0 ? 1.0 : 0.0 }
    let each = Self.interval(values)
    let grouped = Self.interval(values, groups: (0..<200).map { $0 / 20 })
    #expect(each.value == 0.5 && grouped.value == 0.5)
    #expect(grouped.high - grouped.low > 3 * (each.high - each.low))
  }

  @Test func weighsGroupsByTheirQueries() {
    let bootstrap = Bootstrap([[1], [1], [1], [0]], groups: [4, 4, 4, 2])
    #expect(bootstrap.units == 2)
    #expect(bootstrap.intervals(samples: 100, seed: 0, threads: Self.threads)[0].value == 0.75)
  }

  @Test func saysNothingAboutOneUnitAndWithoutSamples() {
    #expect(Self.interval([1, 0], groups: [3, 3]) == Interval(value: 0.5, low: 0.5, high: 0.5))
    #expect(Self.interval([1, 0], samples: 0) == Interval(value: 0.5, low: 0.5, high: 0.5))
  }

  @Test func takesPercentilesBetweenNumbers() {
    #expect(Bootstrap.percentile(0.5, of: [1, 2]) == 1.5)
    #expect(Bootstrap.percentile(0, of: [1, 2, 9]) == 1)
    #expect(Bootstrap.percentile(1, of: [1, 2, 9]) == 9)
    #expect(Bootstrap.percentile(0.75, of: [0, 10, 20]) == 15)
  }

  @Test func drawsGroupsWhenTheTaskHasThem() throws {
    let sample = SampleVectors.clusters(120, classes: 2, spread: 2, seed: 3)
    let vectors = EvaluatedVectors(name: "", parts: [VectorPart(sample.components, dimension: 16)])
    let task = RetrievalTask(
      labels: sample.labels, classNames: SampleVectors.names(2), groups: (0..<120).map { $0 / 10 })
    #expect(task.hasGroups)
    let result = try #require(try RetrievalEvaluation.run(task, vectors))
    #expect(result.overall.resampledUnits == 12)
    #expect(result.overall.queries == 120)
    #expect(result.overall.meanAveragePrecision.contains(result.overall.meanAveragePrecision.value))
  }
}
