import Evaluation

/// What `evaluate --json` prints.
package struct EvaluationOutput: Encodable {
  package struct Class: Encodable {
    let label: String
    let images: Int
  }

  package struct Sample: Encodable {
    let queries: Int
    let images: Int
  }

  package struct Rules: Encodable {
    let labels: String
    @Nullable var groupBy: String?
    let groups: Int
    @Nullable var sample: Sample?
    let seed: UInt64
    let summary: String
  }

  let folder: String
  let images: Int
  let queries: Int
  let queriesWithoutRelevant: Int
  let classes: [Class]
  let `protocol`: Rules
  let k: Int
  let warnings: [String]
  let remarks: [String]
  let chance: Double
  let descriptors: [DescriptorFigures]
  let seconds: Double

  package init(_ report: EvaluationReport) {
    let rules = report.protocol
    folder = report.folder
    images = report.images.count
    queries = report.main?.result.overall.queries ?? 0
    queriesWithoutRelevant = report.main?.result.queriesWithoutRelevant ?? 0
    classes = report.classes.map { Class(label: $0.name, images: $0.images) }
    `protocol` = Rules(
      labels: rules.labels, groupBy: rules.grouping, groups: rules.groups,
      sample: rules.sample.map { Sample(queries: $0.queries, images: $0.images) }, seed: rules.seed,
      summary: rules.sentence)
    k = report.k
    warnings = report.warnings
    remarks = report.remarks
    chance = report.chance
    descriptors = report.lines.map(DescriptorFigures.init)
    seconds = report.seconds
  }
}

extension EvaluationOutput {
  /// The figures of one descriptor.
  struct DescriptorFigures: Encodable {
    let name: String
    let dimension: Int
    let precisionAt1: Double
    let precisionAtK: Double
    let rPrecision: Double
    let meanAveragePrecision: Double
    let knnAccuracy: Double
    let intervals: Intervals
    @Nullable var gain: Gain?
    let classes: [ClassRow]
    @Nullable var calibration: CalibrationRow?

    private enum CodingKeys: String, CodingKey {
      // What the encoder would make of a digit is another name.
      case precisionAt1 = "precision_at_1"
      case precisionAtK, rPrecision, meanAveragePrecision, knnAccuracy
      case name, dimension, intervals, gain, classes, calibration
    }

    init(_ line: EvaluationReport.Line) {
      let figures = line.result.overall
      name = line.name
      dimension = line.dimension
      precisionAt1 = figures.precisionAt1.value
      precisionAtK = figures.precisionAtK.value
      rPrecision = figures.rPrecision.value
      meanAveragePrecision = figures.meanAveragePrecision.value
      knnAccuracy = figures.knnAccuracy.value
      intervals = Intervals(figures)
      _gain = Nullable(wrappedValue: line.gain.map(Gain.init))
      classes = line.result.classes.map(ClassRow.init)
      _calibration = Nullable(wrappedValue: line.result.calibration.map(CalibrationRow.init))
    }
  }

  /// The bounds of the 95 % intervals.
  struct Intervals: Encodable {
    let precisionAt1: [Double]
    let precisionAtK: [Double]
    let rPrecision: [Double]
    let meanAveragePrecision: [Double]
    let knnAccuracy: [Double]

    private enum CodingKeys: String, CodingKey {
      case precisionAt1 = "precision_at_1"
      case precisionAtK, rPrecision, meanAveragePrecision, knnAccuracy
    }

    init(_ figures: RetrievalFigures) {
      precisionAt1 = Self.bounds(figures.precisionAt1)
      precisionAtK = Self.bounds(figures.precisionAtK)
      rPrecision = Self.bounds(figures.rPrecision)
      meanAveragePrecision = Self.bounds(figures.meanAveragePrecision)
      knnAccuracy = Self.bounds(figures.knnAccuracy)
    }

    static func bounds(_ interval: Interval) -> [Double] { [interval.low, interval.high] }
  }

  /// How much better than the baseline, on the same queries.
  struct Gain: Encodable {
    struct Difference: Encodable {
      let value: Double
      let interval: [Double]

      init(_ interval: Evaluation.Interval) {
        value = interval.value
        self.interval = Intervals.bounds(interval)
      }
    }

    let precisionAt1: Difference
    let precisionAtK: Difference
    let meanAveragePrecision: Difference

    private enum CodingKeys: String, CodingKey {
      case precisionAt1 = "precision_at_1"
      case precisionAtK, meanAveragePrecision
    }

    init(_ gain: PairedDifference) {
      precisionAt1 = Difference(gain.precisionAt1)
      precisionAtK = Difference(gain.precisionAtK)
      meanAveragePrecision = Difference(gain.meanAveragePrecision)
    }
  }

  /// The figures of a class; null where no query of the class has anything to find.
  struct ClassRow: Encodable {
    let label: String
    let queries: Int
    @Nullable var precisionAt1: Double?
    @Nullable var precisionAtK: Double?
    @Nullable var rPrecision: Double?
    @Nullable var meanAveragePrecision: Double?
    @Nullable var knnAccuracy: Double?
    @Nullable var intervals: Intervals?

    private enum CodingKeys: String, CodingKey {
      case precisionAt1 = "precision_at_1"
      case precisionAtK, rPrecision, meanAveragePrecision, knnAccuracy
      case label, queries, intervals
    }

    init(_ row: ClassFigures) {
      label = row.name
      queries = row.figures?.queries ?? 0
      _precisionAt1 = Nullable(wrappedValue: row.figures?.precisionAt1.value)
      _precisionAtK = Nullable(wrappedValue: row.figures?.precisionAtK.value)
      _rPrecision = Nullable(wrappedValue: row.figures?.rPrecision.value)
      _meanAveragePrecision = Nullable(wrappedValue: row.figures?.meanAveragePrecision.value)
      _knnAccuracy = Nullable(wrappedValue: row.figures?.knnAccuracy.value)
      _intervals = Nullable(wrappedValue: row.figures.map(Intervals.init))
    }
  }

  /// What similarities mean.
  struct CalibrationRow: Encodable {
    struct Point: Encodable {
      let similarity: Double
      let probability: Double
    }

    struct Bin: Encodable {
      let predicted: Double
      let observed: Double
      let pairs: Int

      init(_ bin: ReliabilityBin) {
        predicted = bin.predicted
        observed = bin.observed
        pairs = bin.pairs
      }
    }

    let pairs: Int
    let positives: Int
    let baseRate: Double
    let expectedCalibrationError: Double
    let brierScore: Double
    let hitsPairs: Int
    let hitsExpectedCalibrationError: Double
    let hitsBrierScore: Double
    let points: [Point]
    let hitsPoints: [Point]
    let reliability: [Bin]
    let hitsReliability: [Bin]

    init(_ report: CalibrationReport) {
      pairs = report.calibration.pairs
      positives = report.calibration.positives
      baseRate = report.baseRate
      expectedCalibrationError = report.expectedCalibrationError
      brierScore = report.brierScore
      hitsExpectedCalibrationError = report.hitsExpectedCalibrationError
      hitsPairs = report.hitsCalibration.pairs
      hitsBrierScore = report.hitsBrierScore
      points = Self.points(report.calibration)
      hitsPoints = Self.points(report.hitsCalibration)
      reliability = report.reliability.map(Bin.init)
      hitsReliability = report.hitsReliability.map(Bin.init)
    }

    private static func points(_ calibration: Calibration) -> [Point] {
      calibration.points.map { Point(similarity: $0.similarity, probability: $0.probability) }
    }
  }
}
