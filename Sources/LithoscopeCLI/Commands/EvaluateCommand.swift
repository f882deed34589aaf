import ArgumentParser
import Descriptors
import Lithoscope

/// `lithoscope evaluate FOLDER`
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure how well like is found with like, beside colours and texture without any network.",
    discussion: """
      Every image asks for images like it; a result is right when its label is the query's. An image's label \
      is its folder's name, or what --labels says. Images that belong together, such as those of one sample, \
      flatter the figures unless --group-by leaves them out together. What else flatters is said above the \
      figures: copies across the line, labels that files' sizes give away.

        lithoscope evaluate photos
        lithoscope evaluate sections --group-by 'sample_[0-9]+' --html report.html
        lithoscope evaluate tiles --queries 1000 --seed 1 --json

      With --model and a classifier, each descriptor is also evaluated as `search --within-class` would use it: \
      a query's results are of the classes that the model takes it for.

        lithoscope evaluate photos --model granites.safetensors

      P@1 is the share of queries whose first result is right, P@K the share of right ones among the first K, \
      R-prec that among as many as there are to find; mAP is the mean average precision, kNN the share of \
      queries whose K neighbours vote for the right class. In brackets stand 95 % intervals by bootstrap.
      """)

  @OptionGroup var place: IndexedFolder

  @Option(
    name: .customLong("descriptor"),
    help: ArgumentHelp(
      "A descriptor to evaluate; repeat for several. Default: all of the collection. The baseline is always "
        + "there.", valueName: "name"), transform: { try DescriptorReference($0) })
  var descriptors: [DescriptorReference] = []

  @Option(
    help: ArgumentHelp(
      "Compare with searching within the classes of this classifier: a trained model's file, or the name that the "
        + "collection knows it by.", valueName: "model"),
    completion: .file(), transform: { try DescriptorReference($0) })
  var model: DescriptorReference?

  @Option(
    help: ArgumentHelp("A table with the columns path,label or path,label,group.", valueName: "file.csv"),
    completion: .file())
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "Leave the query's whole group out: images in whose relative paths this regular expression, or its first "
        + "pair of parentheses, matches the same text.", valueName: "regex"))
  var groupBy: String?

  @Option(help: ArgumentHelp("Draw so many queries at random instead of all.", valueName: "n"))
  var queries: Int?

  @Option(help: ArgumentHelp("Where the randomness starts.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(name: .customShort("k"), help: ArgumentHelp("Results looked at for P@K.", valueName: "count"))
  var count = 8

  @Option(
    help: ArgumentHelp(
      "Write a report with curves and pictures as one self-contained web page.", valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(help: "Print the figures of each class for every descriptor, not only the first.")
  var perClass = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard count >= 1 else { throw ValidationError("-k must be at least 1.") }
    if let queries, queries < 1 { throw ValidationError("--queries must be at least 1.") }
  }

  func run() throws {
    let images = try place.open()
    var options = EvaluationOptions()
    options.descriptors = try images.described(by: descriptors)
    options.classifier = try model.map { try images.model($0) }
    options.labels = labels
    options.grouping = groupBy
    options.queries = queries
    options.seed = seed
    options.k = count

    let bar = StageBar()
    Interruption.catchOnce()
    let report = try bar.during {
      try images.evaluate(options) { progress in
        Interruption.beginWork()
        bar.update(progress)
        return !Interruption.hasHappened
      }
    }
    guard let report else {
      Terminal.complain("\(Interruption.message)")
      throw ExitCode(Interruption.exitCode)
    }
    for remark in report.remarks { Terminal.complain(Terminal.printable(remark)) }
    if let html { try EvaluationPictures(report).writePage(to: html) }
    if json { return try JSONOutput.print(EvaluationOutput(report)) }
    EvaluationText(report, showsAllClasses: perClass).print()
  }
}
