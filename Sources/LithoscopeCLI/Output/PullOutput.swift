import Lithoscope

/// What `model pull --json` and `model import --json` print.
struct PullOutput: Encodable {
  let model: String
  let path: String
  let bytes: Int
  let digest: String
  let source: String
  let alreadyInstalled: Bool

  init(_ report: PullReport) {
    model = report.model
    path = report.path
    bytes = report.byteCount
    digest = report.digest
    source = report.source
    alreadyInstalled = report.wasInstalled
  }
}
