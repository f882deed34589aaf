import ArgumentParser
import Descriptors
import Lithoscope

/// `lithoscope duplicates FOLDER`
struct DuplicatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List files that are the same, and pictures that are nearly the same.",
    discussion: """
      Exact duplicates have the same bytes. Near duplicates look the same when they are very small: saved again, \
      resized, or taken one after the other. A crop by a few percent is found in many cases, not in all; a lower \
      --threshold finds more, and more that is merely alike.

        lithoscope duplicates photos
        lithoscope duplicates photos --threshold 0.99 --json
      """)

  @OptionGroup var place: IndexedFolder

  @Option(
    help: ArgumentHelp(
      "Similarity of the small pictures, 0 to 1, from which they are near duplicates.", valueName: "cosine"))
  var threshold = Thumbnail.duplicateThreshold

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard (0...1).contains(threshold) else { throw ValidationError("--threshold must be between 0 and 1.") }
  }

  func run() throws {
    let images = try place.open()
    let bar = StageBar()
    Interruption.catchOnce()
    let report = try bar.during {
      try images.duplicates(threshold: threshold) { progress in
        Interruption.beginWork()
        bar.update(progress)
        return !Interruption.hasHappened
      }
    }
    guard let report else {
      Terminal.complain("\(Interruption.message)")
      throw ExitCode(Interruption.exitCode)
    }
    if !report.isComplete {
      Terminal.complain("There are too many near duplicates to list them all; raise --threshold.")
    }
    if json { try JSONOutput.print(DuplicatesOutput(report)) } else { say(report) }
  }

  private func say(_ report: DuplicateReport) {
    for paths in report.exact {
      Terminal.print("the same bytes")
      for path in paths { Terminal.print("  \(Terminal.printable(path))") }
    }
    for group in report.near {
      Terminal.print("nearly the same, \(group.similarityText)")
      for path in group.paths { Terminal.print("  \(Terminal.printable(path))") }
    }
    let copies = report.exact.reduce(0) { $0 + $1.count - 1 }
    let near = report.near.reduce(0) { $0 + $1.paths.count }
    Terminal.print(
      "\(report.images) images: \(copies) \(copies == 1 ? "is a copy" : "are copies") of another, \(near) "
        + "\(near == 1 ? "is" : "are") nearly the same as another (\(report.near.count) "
        + "\(report.near.count == 1 ? "group" : "groups")).")
  }
}
