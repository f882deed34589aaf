import ArgumentParser
import Lithoscope

/// `lithoscope classify IMAGE… --in FOLDER`
struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Name the class that an image's most similar images vote for.",
    discussion: """
      The K most similar images with a label vote: the nearest counts 1, the farthest of them ½, those between \
      by their similarity. What is printed are the classes with their shares of the vote, and the images it \
      rests on. A share is no probability: how often such votes are right in your collection is what \
      `lithoscope evaluate` measures. A member is left out of its own vote.

        lithoscope classify unknown.jpg --in photos
        lithoscope classify unknown.jpg --in photos -k 20 --label gneiss --label schist
        lithoscope classify core-left.jpg core-right.jpg --in photos
        lithoscope classify outcrop.jpg --region 10%,20%,50%,50% --in photos

      \(QueryOptions.keys)
      """)

  @OptionGroup var query: QueryOptions

  @Option(name: .customShort("k"), help: ArgumentHelp("How many images vote.", valueName: "count"))
  var count = 8

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard count >= 1 else { throw ValidationError("-k must be at least 1.") }
  }

  func run() throws {
    let collection = try query.location.open()
    let result = try collection.classify(query.request(to: collection, count: count))
    if json { try JSONOutput.print(ClassificationOutput(result)) } else { say(result) }
    query.warn(about: result.search, candidates: "image with a label")
  }

  private func say(_ result: Classification) {
    var table = TextTable([("share", .right), ("label", .left)])
    for share in result.classes { table.append([share.text, share.label]) }
    for line in table.lines { Terminal.print(line) }
    Terminal.print("")
    for line in MatchTable(result.search.matches).lines { Terminal.print(line) }
  }
}
