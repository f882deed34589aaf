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
  let indexes: [Index]

  /// How a descriptor's vectors are searched.
  struct Index: Encodable {
    let descriptor: String
    let kind: String
    let built: Bool
    let seconds: Double
    let recall: Double
    @Nullable var effort: Int?
    let bytes: Int64
  }

  init(_ report: IndexReport) {
    added = report.added
    updated = report.updated
    removed = report.removed
    unchanged = report.unchanged
    failed = report.failed
    seconds = report.seconds
    imagesPerSecond = report.imagesPerSecond
    stopped = report.wasStopped
    indexes = report.indexes.map {
      Index(
        descriptor: $0.descriptor, kind: $0.kind.rawValue, built: $0.wasBuilt, seconds: $0.seconds,
        recall: $0.recall, effort: $0.effort, bytes: $0.bytes)
    }
  }
}
