import ArgumentParser
import Lithoscope

/// `lithoscope export FOLDER --format npy|csv|jsonl`
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write vectors and what is known of their images, for NumPy, pandas, FAISS and other tools.",
    discussion: """
      A row for each image, in the order of paths: the vectors of one descriptor with path, label, SHA-256, size, \
      format and EXIF fields. npy is NumPy's array of 32-bit floats with a CSV table beside it, line for row; csv \
      is one table, its last columns the vector; jsonl is one JSON object a line. Beside each lies \
      NAME.descriptor.json, which says what made the vectors: with it `lithoscope import` takes them back.

        lithoscope export photos --format npy --out rocks
        lithoscope export photos --format csv --descriptor vgg16-block4
        lithoscope export photos --format npy --compared

      In Python, each after the first line:

        import faiss, numpy as np, pandas as pd
        vectors, table = np.load('rocks.npy', mmap_mode='r'), pd.read_csv('rocks.csv')
        index = faiss.IndexFlatIP(vectors.shape[1]); index.add(np.asarray(vectors))
        rocks = pd.read_json('rocks.jsonl', lines=True)

      For the projector of TensorFlow, two files of tabs:

        np.savetxt('vectors.tsv', vectors, delimiter='\\t')
        table[['path', 'label']].to_csv('metadata.tsv', sep='\\t', index=False)

      All vectors have length 1, so that their inner product is their cosine. Where a descriptor is whitened, as \
      fusion is, searches compare other numbers than were computed: --compared writes those. They give the same \
      results in other tools as here, and cannot be imported again.
      """)

  @OptionGroup var place: IndexedFolder

  @Option(help: ArgumentHelp("npy, csv or jsonl.", valueName: "format"))
  var format: ExchangeFormat

  @Option(
    name: .customLong("descriptor"),
    help: ArgumentHelp("Whose vectors; default: the collection's first.", valueName: "name"),
    transform: { try DescriptorReference($0) })
  var descriptor: DescriptorReference?

  @Option(
    help: ArgumentHelp(
      "The file of vectors, with or without its ending, or a folder. Default: the current folder, and the "
        + "descriptor's name.", valueName: "path"),
    completion: .file())
  var out: String?

  @Flag(help: "Write the vectors as searches compare them, whitened where the descriptor is.")
  var compared = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let images = try place.open()
    var options = ExportOptions(format: format)
    options.descriptor = try images.described(by: [descriptor].compactMap(\.self)).first
    options.path = out
    options.compared = compared

    let bar = ProgressBar("Exporting", unit: "images")
    Interruption.catchOnce()
    let report = try bar.during {
      try images.exportVectors(options) { done, total in
        Interruption.beginWork()
        bar.update(Int64(done), of: Int64(total))
        return !Interruption.hasHappened
      }
    }
    guard let report else {
      Terminal.complain("Stopped; nothing was written.")
      throw ExitCode(Interruption.exitCode)
    }
    if json { try JSONOutput.print(ExportOutput(report)) } else { say(report) }
    if report.lacking > 0 {
      Terminal.complain(
        "\(report.lacking) \(report.lacking == 1 ? "image has" : "images have") no vector of \(report.descriptor) and "
          + "\(report.lacking == 1 ? "is" : "are") not among them; "
          + (report.areImported ? "import theirs too." : "run `lithoscope index` to describe them."))
    }
  }

  private func say(_ report: ExportReport) {
    let files = [report.vectors, report.table, report.origin].compactMap(\.self).map(Terminal.printable)
    Terminal.print(
      "\(report.images) \(report.images == 1 ? "image" : "images"), \(report.dimension) numbers each by "
        + "\(report.descriptor)\(report.compared ? ", as compared" : ""): \(files.joined(separator: ", "))")
  }
}

extension ExchangeFormat: ExpressibleByArgument {}
