import ArgumentParser
import Lithoscope

/// `lithoscope classify IMAGE… --in FOLDER`, or `lithoscope classify IMAGE… --model MODEL`
struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Name the class that an image's most similar images vote for, or that a trained model sees.",
    discussion: """
      The K most similar images with a label vote: the nearest counts 1, the farthest of them ½, those between \
      by their similarity. What is printed are the classes with their shares of the vote, and the images it \
      rests on. A share is no probability: how often such votes are right in your collection is what \
      `lithoscope evaluate` measures. A member is left out of its own vote.

        lithoscope classify unknown.jpg --in photos
        lithoscope classify unknown.jpg --in photos -k 20 --label gneiss --label schist
        lithoscope classify core-left.jpg core-right.jpg --in photos
        lithoscope classify outcrop.jpg --region 10%,20%,50%,50% --in photos

      With a classifier that `lithoscope train` has made, no collection is needed: the model says of each image by \
      itself how probable its classes are.

        lithoscope classify unknown.jpg --model granites.safetensors
        lithoscope classify core-*.jpg --in photos --model granites --json

      \(QueryOptions.keys)
      """)

  @OptionGroup var query: QueryOptions

  @OptionGroup var location: OptionalLocation

  @Option(
    help: ArgumentHelp(
      "A trained classifier's file, or with --in the name that the collection knows it by: it classifies in the "
        + "place of the most similar images.", valueName: "model"),
    completion: .file(), transform: { try DescriptorReference($0) })
  var model: DescriptorReference?

  @Option(
    name: .customShort("k"),
    help: ArgumentHelp("How many images vote; 8 if nothing is said.", valueName: "count"))
  var count: Int?

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if let count, count < 1 { throw ValidationError("-k must be at least 1.") }
    guard model == nil else {
      guard count == nil, !query.asksOfCollection else {
        throw ValidationError(
          "A model classifies by itself; leave -k, --not, --expand, --label, --where, --table and --descriptor out."
        )
      }
      return
    }
    guard location.folder != nil else {
      throw ValidationError(
        "Give the folder whose images vote with --in FOLDER, or a trained model with --model MODEL.")
    }
  }

  func run() throws {
    if let model { return try classify(by: model) }
    guard let collection = try location.open() else { return }
    let result = try collection.classify(
      query.request(to: collection, count: count ?? Self.usualCount))
    if json { try JSONOutput.print(ClassificationOutput(result)) } else { say(result) }
    query.warn(about: result.search, candidates: "image with a label")
  }

  private static let usualCount = 8

  private func classify(by reference: DescriptorReference) throws {
    let model = try location.open()?.model(reference) ?? reference.model()
    let predictions = try ImageClassifier(model).classify(query.images, region: query.region)
    if json {
      return try JSONOutput.print(PredictionOutput(model, zip(query.images, predictions).map { $0 }))
    }
    for (place, (image, prediction)) in zip(query.images, predictions).enumerated() {
      if query.images.count > 1 { Terminal.print("\(place > 0 ? "\n" : "")\(Terminal.printable(image))") }
      var table = TextTable([("probability", .right), ("class", .left)])
      for candidate in prediction.classes {
        table.append([PercentText.text(candidate.probability), candidate.label])
      }
      for line in table.lines { Terminal.print(line) }
    }
  }

  private func say(_ result: Classification) {
    var table = TextTable([("share", .right), ("label", .left)])
    for share in result.classes { table.append([share.text, share.label]) }
    for line in table.lines { Terminal.print(line) }
    Terminal.print("")
    for line in MatchTable(result.search.matches).lines { Terminal.print(line) }
  }
}
