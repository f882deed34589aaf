import Lithoscope

/// What `index --json` prints.
struct IndexOutput: Encodable {
  let added: Int
  let updated: Int
  let removed: Int
  let unchanged: Int
  let failed: [FailedFile]
  let seconds: Double
  let imagesPerSecond: Double
  let stopped: Bool

  init(_ report: IndexReport) {
    added = report.added
    updated = report.updated
    removed = report.removed
    unchanged = report.unchanged
    failed = report.failed
    seconds = report.seconds
    imagesPerSecond = report.imagesPerSecond
    stopped = report.wasStopped
  }
}
