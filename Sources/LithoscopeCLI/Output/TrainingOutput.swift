import Evaluation
import Lithoscope

/// What `train --json` prints.
struct TrainingOutput: Encodable {
  /// An epoch.
  struct Epoch: Encodable {
    let epoch: Int
    let learningRate: Float
    let trainingLoss: Float
    @Nullable var validationLoss: Float?
    let metrics: [String: Double]
    let seconds: Double

    init(_ record: EpochRecord) {
      epoch = record.epoch
      learningRate = record.rate
      trainingLoss = record.trainingLoss
      _validationLoss = Nullable(wrappedValue: record.validationLoss)
      metrics = record.metrics
      seconds = record.seconds
    }
  }

  /// A figure with its interval.
  struct Figure: Encodable {
    let value: Double
    let low: Double
    let high: Double

    init(_ interval: Interval) {
      value = interval.value
      low = interval.low
      high = interval.high
    }
  }

  /// A line of the held-out images' answers.
  struct Line: Encodable {
    let name: String
    let dimension: Int
    let isBaseline: Bool
    let precisionAt1: Figure
    let precisionAtK: Figure
    let meanAveragePrecision: Figure
    let knnAccuracy: Figure

    private enum CodingKeys: String, CodingKey {
      case name, dimension, isBaseline, precisionAtK, meanAveragePrecision, knnAccuracy
      // The encoder would leave out the underscore before the digit.
      case precisionAt1 = "precision_at_1"
    }

    init(_ line: HeldOutReport.Line) {
      name = line.name
      dimension = line.dimension
      isBaseline = line.isBaseline
      precisionAt1 = Figure(line.figures.precisionAt1)
      precisionAtK = Figure(line.figures.precisionAtK)
      meanAveragePrecision = Figure(line.figures.meanAveragePrecision)
      knnAccuracy = Figure(line.figures.knnAccuracy)
    }
  }

  /// How a classifier's classes are taken for each other.
  struct Confusion: Encodable {
    let classes: [String]
    let counts: [[Int]]
    let accuracy: Double

    init(_ matrix: ConfusionMatrix) {
      classes = matrix.classes
      counts = matrix.counts
      accuracy = matrix.accuracy ?? 0
    }
  }

  /// What came of one held-out image's question, by each of the descriptors.
  struct Answer: Encodable {
    let path: String
    let label: String
    @Nullable var predicted: String?
    let averagePrecision: [Double?]
    let precisionAtK: [Double?]

    init(_ answer: HeldOutReport.Answer) {
      path = answer.path
      label = answer.label
      _predicted = Nullable(wrappedValue: answer.predicted)
      averagePrecision = answer.averagePrecision
      precisionAtK = answer.precisionAtK
    }
  }

  /// What images said that were held out.
  struct Test: Encodable {
    let folder: String
    let images: Int
    let database: Int
    let k: Int
    let descriptors: [Line]
    @Nullable var confusion: Confusion?
    @Nullable var accuracy: Double?
    @Nullable var crossEntropy: Double?
    let queries: [Answer]
    let sharedImages: Int
    let remarks: [String]

    init(_ report: HeldOutReport) {
      folder = report.folder
      images = report.images
      database = report.database
      k = report.k
      descriptors = report.lines.map(Line.init)
      _confusion = Nullable(wrappedValue: report.confusion.map(Confusion.init))
      _accuracy = Nullable(wrappedValue: report.confusion?.accuracy)
      _crossEntropy = Nullable(wrappedValue: report.crossEntropy)
      queries = report.answers.map(Answer.init)
      sharedImages = report.shared
      remarks = report.remarks
    }
  }

  /// A file that could not be used.
  struct Failure: Encodable {
    let path: String
    let reason: String
  }

  let model: String
  let path: String
  let digest: String
  let dimension: Int
  let classes: [String]
  let trainingImages: Int
  let validationImages: Int
  let epochs: [Epoch]
  @Nullable var bestEpoch: Int?
  @Nullable var temperature: Double?
  @Nullable var validation: Confusion?
  @Nullable var test: Test?
  let files: [String]
  let remarks: [String]
  let failed: [Failure]
  let trainingSeconds: Double
  let seconds: Double

  init(_ report: TrainingReport) {
    model = report.name
    path = report.path
    digest = report.digest
    dimension = report.dimension
    classes = report.classes
    trainingImages = report.trainingImages
    validationImages = report.validationImages
    epochs = report.history.map(Epoch.init)
    _bestEpoch = Nullable(wrappedValue: report.best?.epoch)
    _temperature = Nullable(wrappedValue: report.temperature)
    _validation = Nullable(wrappedValue: report.confusion.map(Confusion.init))
    _test = Nullable(wrappedValue: report.heldOut.map(Test.init))
    files = report.files
    remarks = report.remarks
    failed = report.failed.map { Failure(path: $0.path, reason: $0.reason) }
    trainingSeconds = report.trainingSeconds
    seconds = report.seconds
  }
}
