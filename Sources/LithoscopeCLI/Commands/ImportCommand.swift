import ArgumentParser
import Lithoscope

/// `lithoscope import FILE --in FOLDER`
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take vectors from a file: exported ones, or those of other programs.",
    discussion: """
      What `lithoscope export` wrote, with NAME.descriptor.json beside it, is kept as if it had been computed here, \
      for all images of the folder with the same bytes, wherever they lie in it and whether or not it was indexed: \
      no network runs and no weights are needed. `lithoscope index` then does the rest.

        lithoscope import rocks.npy --in photos

      Vectors of other programs, of CLIP or DINO say, become a descriptor under a name of yours. Each row names its \
      image by path, relative to the folder, or by sha256: in the table beside an array (clip.csv beside clip.npy), \
      in the same table as the components (columns v0, v1, … or 0, 1, …), or in JSON lines with an embedding.

        lithoscope import clip.npy --in photos --descriptor clip
        lithoscope search gneiss/07.jpg --in photos --descriptor clip
        lithoscope evaluate photos --descriptor clip

      In Python:

        np.save('clip.npy', vectors); pd.DataFrame({'path': paths}).to_csv('clip.csv', index=False)

      They are scaled to length 1 and compared as they are. Images that come later lack them until theirs are \
      imported too, under the same name; a query has to be an image of the folder that has one.
      """)

  @Argument(help: "The file of vectors: .npy, .csv or .jsonl.", completion: .file())
  var file: String

  @OptionGroup var location: CollectionLocation

  @Option(
    name: .customLong("descriptor"),
    help: ArgumentHelp(
      "What vectors of other programs are to be called: letters, digits, . _ and -. For exported vectors of a "
        + "trained model that the collection does not know, the model's file.", valueName: "name"))
  var descriptor: String?

  @Flag(help: "Throw away what was imported under the name before.")
  var replace = false

  @Flag(help: "If another process is indexing the collection, wait until it has finished.")
  var wait = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let images = try location.open()
    var options = ImportOptions()
    options.descriptor = descriptor
    options.replaces = replace
    options.waits = wait
    options.whenWaiting = { Terminal.complain("Waiting for \($0), which is indexing this collection.") }

    let bar = ProgressBar("Reading", unit: "images")
    Interruption.catchOnce()
    let report = try bar.during {
      try images.importVectors(file, options) { progress in
        Interruption.beginWork()
        bar.update(Int64(progress.done), of: Int64(progress.total))
        return Interruption.hasHappened ? .stop : .proceed
      }
    }
    if json { try JSONOutput.print(ImportOutput(report)) } else { say(report) }
    if report.wasStopped {
      Terminal.complain("\(Interruption.message)")
      throw ExitCode(Interruption.exitCode)
    }
  }

  private func say(_ report: ImportReport) {
    for row in report.unusable {
      Terminal.complain("\(Terminal.printable(row.path)): \(row.reason)")
    }
    Terminal.print(
      "\(report.descriptor): \(report.images) imported, \(report.unchanged) unchanged, \(report.missing) not in the "
        + "folder, \(report.unusable.count) unusable in \(Seconds.text(report.seconds)).")
    guard report.left > 0, !report.wasStopped else { return }
    let images = "\(report.left) \(report.left == 1 ? "image" : "images") of the folder"
    Terminal.complain(
      report.areOwn
        ? "\(images) had no row; run `lithoscope index` to describe the rest."
        : "\(images) had no row and cannot be found by \(report.descriptor); import theirs too.")
  }
}
