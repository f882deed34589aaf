import ArgumentParser
import Descriptors
import Lithoscope
import VectorSearch

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

      With --index an index is measured instead, built on the side over the collection's own vectors: the share of \
      the true neighbours that it finds at rising effort, queries a second on one thread, the time to build it and \
      the room that it takes, beside exact search. That needs no labels.

        lithoscope evaluate photos --index hnsw
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

  @Option(
    name: .customShort("k"),
    help: ArgumentHelp(
      "Results looked at for P@K, or neighbours that an index looks for. Default: \(EvaluationOptions().k), with "
        + "--index \(IndexEvaluationOptions(.exact).k).", valueName: "count"))
  var count: Int?

  @Option(
    help: ArgumentHelp(
      "Write a report with curves and pictures as one self-contained web page.", valueName: "file"),
    completion: .file())
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Measure an index of this kind rather than the descriptors: "
        + "\(IndexKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kind"))
  var index: IndexKind?

  @OptionGroup(title: "Index options") var indexArguments: IndexArguments

  @Option(
    help: ArgumentHelp(
      "Measure the index only at this effort: ef of hnsw, search_k of annoy.", valueName: "n"))
  var effort: Int?

  @Flag(help: "Print the figures of each class for every descriptor, not only the first.")
  var perClass = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard count ?? 1 >= 1 else { throw ValidationError("-k must be at least 1.") }
    if let queries, queries < 1 { throw ValidationError("--queries must be at least 1.") }
    try indexArguments.check(with: index.map { IndexPreference($0) })
    if let effort, effort < 1 { throw ValidationError("--effort must be at least 1.") }
    guard let index else {
      guard effort == nil else { throw ValidationError("--effort is for --index; give a kind as well.") }
      return
    }
    if index == .exact, effort != nil {
      throw ValidationError("--effort is for approximate indexes; exact search looks at everything.")
    }
    if html != nil || labels != nil || groupBy != nil || model != nil || perClass {
      throw ValidationError(
        "--index measures an index, not how well like is found with like; leave --html, --labels, --group-by, "
          + "--model and --per-class out.")
    }
    if descriptors.count > 1 {
      throw ValidationError("--index measures with one descriptor, not \(descriptors.count); give one.")
    }
  }

  func run() throws {
    let images = try place.open()
    if let index { return try measure(index, images) }
    var options = EvaluationOptions()
    options.descriptors = try images.described(by: descriptors)
    options.classifier = try model.map { try images.model($0) }
    options.labels = labels
    options.grouping = groupBy
    options.queries = queries
    options.seed = seed
    if let count { options.k = count }

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

  /// Measures an index rather than the descriptors.
  private func measure(_ kind: IndexKind, _ images: ImageCollection) throws {
    var options = IndexEvaluationOptions(kind)
    options.settings = indexArguments.settings(IndexPreference(kind))
    options.descriptor = try images.described(by: descriptors).first
    if let count { options.k = count }
    if let queries { options.queries = queries }
    options.seed = seed
    options.effort = effort

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
    if json { return try JSONOutput.print(IndexEvaluationOutput(report)) }
    for line in IndexEvaluationText(report).lines { Terminal.print(line) }
  }
}
