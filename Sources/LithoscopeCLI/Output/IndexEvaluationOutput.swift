import Lithoscope

/// What `evaluate --index --json` prints.
struct IndexEvaluationOutput: Encodable {
  struct Point: Encodable {
    @Nullable var effort: Int?
    let recall: Double
    let queriesPerSecond: Double

    init(_ point: IndexEvaluationReport.Point) {
      _effort = Nullable(wrappedValue: point.effort)
      recall = point.recall
      queriesPerSecond = point.queriesPerSecond
    }
  }

  struct Exact: Encodable {
    let queriesPerSecond: Double
    let bytesPerVector: Double
  }

  let folder: String
  let descriptor: String
  let index: String
  let k: Int
  let queries: Int
  let vectors: Int
  let recall: Double
  let queriesPerSecond: Double
  let buildSeconds: Double
  let buildThreads: Int
  let bytesPerVector: Double
  @Nullable var effort: Int?
  let threads: Int
  let exact: Exact
  let curve: [Point]

  init(_ report: IndexEvaluationReport) {
    folder = report.folder
    descriptor = report.descriptor
    index = report.kind.rawValue
    k = report.k
    queries = report.queries
    vectors = report.vectors
    recall = report.best.recall
    queriesPerSecond = report.best.queriesPerSecond
    buildSeconds = report.buildSeconds
    buildThreads = report.buildThreads
    bytesPerVector = report.bytesPerVector
    _effort = Nullable(wrappedValue: report.best.effort)
    threads = report.threads
    exact = Exact(
      queriesPerSecond: report.exact.queriesPerSecond, bytesPerVector: report.exactBytesPerVector)
    curve = report.curve.map(Point.init)
  }
}
