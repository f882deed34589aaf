import Testing

@testable import Evaluation

@Suite struct LeakageTests {
  static func task(_ labels: [Int], groups: [Int]? = nil, queries: [Int]? = nil) -> RetrievalTask {
    RetrievalTask(labels: labels, classNames: SampleVectors.names(3), groups: groups, queries: queries)
  }

  static func random(_ count: Int, below bound: Int, seed: UInt64) -> [Int] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in random.below(bound) }
  }

  @Test func seesThatTheFileSizeGivesTheLabelAway() throws {
    let labels = Self.random(200, below: 3, seed: 1)
    let noise = Self.random(200, below: 900, seed: 2)
    let sizes = zip(labels, noise).map { [Double($0 * 1000 + $1)] }
    let finding = try #require(LeakageFinding.labels(fromNearest: sizes, in: Self.task(labels)))
    #expect(finding.rate > 0.95)
    #expect(finding.isSuspicious)
    #expect(finding.cases == 200)
  }

  @Test func findsNothingInRandomOrConstantValues() throws {
    let labels = Self.random(300, below: 3, seed: 3)
    let sizes = Self.random(300, below: 100_000, seed: 4).map { [Double($0)] }
    let task = Self.task(labels)
    let random = try #require(LeakageFinding.labels(fromNearest: sizes, in: task))
    #expect(!random.isSuspicious)
    #expect(abs(random.rate - 1.0 / 3) < 0.12)
    #expect(random.chance == Double(task.classSizes.max() ?? 0) / 300)
    let constant = [[Double]](repeating: [224, 224], count: 300)
    let same = try #require(LeakageFinding.labels(fromNearest: constant, in: task))
    #expect(!same.isSuspicious)
    // All are equally near: the answer is the share of the query's own label among the others.
    #expect(abs(same.rate - 1.0 / 3) < 0.02)
  }

  @Test func seesDimensionsTogether() throws {
    // Neither width nor height says the label alone; both do.
    let labels = (0..<200).map { ($0 % 2 + $0 / 2) % 2 }
    let sizes = (0..<200).map { item -> [Double] in
      [Double(item % 2) * 100, Double(item / 2 % 2) * 4000]
    }
    let task = Self.task(labels)
    #expect(LeakageFinding.labels(fromNearest: sizes, in: task)?.rate == 1)
    let widths = sizes.map { [$0[0]] }
    let alone = try #require(LeakageFinding.labels(fromNearest: widths, in: task))
    #expect(!alone.isSuspicious)
  }

  @Test func leavesGroupsOutAndCountsThemOnce() throws {
    // Sizes are alike in a group only; groups of ten have one label.
    let labels = (0..<200).map { $0 / 10 % 3 }
    let groups = (0..<200).map { $0 / 10 }
    let base = Self.random(20, below: 1_000_000, seed: 5)
    let sizes = (0..<200).map { [Double(base[$0 / 10] + $0 % 10)] }
    let without = try #require(LeakageFinding.labels(fromNearest: sizes, in: Self.task(labels)))
    #expect(without.isSuspicious)
    let with = try #require(
      LeakageFinding.labels(fromNearest: sizes, in: Self.task(labels, groups: groups)))
    #expect(!with.isSuspicious)
    #expect(with.rate < 0.7)
  }

  @Test func saysNothingWithoutValuesOrDatabase() {
    let task = Self.task([0, 1])
    #expect(LeakageFinding.labels(fromNearest: [[1], [.nan]], in: task) == nil)
    #expect(LeakageFinding.labels(fromNearest: [[1], [2, 3]], in: task) == nil)
    #expect(LeakageFinding.labels(fromNearest: [[1]], in: task) == nil)
    #expect(LeakageFinding.labels(fromNearest: [[], []], in: task) == nil)
    #expect(LeakageFinding.labels(fromNearest: [[1], [2]], in: Self.task([0, 1], groups: [1, 1])) == nil)
    #expect(LeakageFinding.labels(fromNearest: [], in: Self.task([])) == nil)
    let huge = [[1e308], [-1e308]]
    #expect(LeakageFinding.labels(fromNearest: huge, in: task)?.rate.isFinite == true)
  }

  @Test func countsQueriesWithDuplicates() {
    // 0–1 alike, of one label; 2–3 of different labels; 4–5 of one group.
    let pairs = [(0, 1), (2, 3), (4, 5)].map { DuplicatePair($0.0, $0.1, similarity: 1) }
    let task = Self.task([0, 0, 0, 1, 2, 2, 2], groups: [0, 1, 2, 3, 4, 4, 5], queries: [0, 2, 3, 4, 6])
    let leakage = DuplicateLeakage(pairs, in: task)
    #expect(leakage.queries == 5)
    #expect(leakage.flattered == 1)
    #expect(leakage.contradicted == 2)
    #expect(leakage.affected == 3)
    #expect(leakage.share == 0.6)
  }

  /// Outcomes of queries over vectors in which the samples, not the labels, stand apart.
  static func outcomes(_ task: RetrievalTask, samples: [Int]) throws -> [QueryOutcome] {
    let centres = SampleVectors.random(60, dimension: 16, seed: 9)
    let noise = SampleVectors.random(task.count, dimension: 16, seed: 10)
    let components = (0..<task.count * 16).map { place -> Float in
      let centre = samples[place / 16] * 16 + place % 16
      return centres[centre] + noise[place] * 0.3
    }
    let vectors = EvaluatedVectors(
      name: "", parts: [VectorPart(SampleVectors.unitRows(components, 16), dimension: 16)])
    return try #require(try RetrievalEvaluation.run(task, vectors)).queries
  }

  @Test func seesGroupsThatNamesSuggest() throws {
    let samples = (0..<240).map { $0 / 6 }
    let labels = samples.map { $0 % 3 }
    let open = Self.task(labels)
    let finding = try #require(
      LeakageFinding.neighbours(sharing: samples, of: try Self.outcomes(open, samples: samples), in: open))
    #expect(finding.rate > 0.95)
    // 5 others of the sample among some 79 of the label.
    #expect(abs(finding.chance - 5.0 / 79) < 0.01)
    #expect(finding.isSuspicious)

    let closed = Self.task(labels, groups: samples)
    let left = try #require(
      LeakageFinding.neighbours(sharing: samples, of: try Self.outcomes(closed, samples: samples), in: closed)
    )
    #expect(left.rate == 0)
    #expect(left.chance == 0)
    #expect(!left.isSuspicious)
  }

  @Test func doesNotHoldNamesAgainstTheLabel() throws {
    // Files named for their label: the first result shares the name because it shares the label.
    let samples = (0..<240).map { $0 / 6 }
    let labels = samples.map { $0 % 3 }
    let task = Self.task(labels)
    let finding = try #require(
      LeakageFinding.neighbours(sharing: labels, of: try Self.outcomes(task, samples: samples), in: task))
    #expect(finding.rate > 0.95)
    #expect(!finding.isSuspicious)
    #expect(LeakageFinding.neighbours(sharing: labels, of: [], in: task) == nil)
  }
}
