import ArgumentParser
import Lithoscope

/// `lithoscope search IMAGE… --in FOLDER`
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Show the images of a collection that are most similar to given ones.",
    discussion: """
      The score is the cosine of the query's descriptor and an image's: 1 means the same image. The query may be \
      any image file, or a member of the collection, which is then left out of its own results; or several of \
      both, a part of one, and others that the results should not look like: the score is then the cosine with \
      what they make up together.

        lithoscope search unknown.jpg --in photos
        lithoscope search gneiss/07.jpg --in photos -k 20 --sheet result.png
        lithoscope search a.jpg b.jpg c.jpg --not marble/01.jpg --in photos
        lithoscope search core.jpg --region 10%,20%,50%,50% --in photos
        lithoscope search unknown.jpg --in photos --expand 5
        lithoscope search unknown.jpg --in photos --explain --html why.html
        lithoscope search unknown.jpg --in photos --label gneiss --label schist
        lithoscope search unknown.jpg --in photos --where 'camera_model=iPhone*'
        lithoscope search a.jpg --in photos --table holes.csv --where 'depth_m<250'

      With a classifier that `lithoscope train` has made, classify before searching: it says which class the query \
      is of, and only images with that label are looked at; where it is not sure, those of the most probable \
      classes that reach 95 % together.

        lithoscope search unknown.jpg --in photos --model granites.safetensors --within-class

      \(QueryOptions.keys)
      """)

  @OptionGroup var query: QueryOptions

  @OptionGroup var location: CollectionLocation

  @Option(
    help: ArgumentHelp(
      "A classifier for --within-class: a trained model's file, or the name that the collection knows it by.",
      valueName: "model"), completion: .file(), transform: { try DescriptorReference($0) })
  var model: DescriptorReference?

  @Flag(help: "Look only among images of the classes that the model takes the query for.")
  var withinClass = false

  @Flag(help: "Look at all vectors one by one, whatever index the collection has.")
  var exact = false

  @Option(
    help: ArgumentHelp(
      "How hard an approximate index looks: ef of hnsw, search_k of annoy. Default: as hard as its recall was "
        + "measured at.", valueName: "n"))
  var effort: Int?

  @Option(name: .customShort("k"), help: ArgumentHelp("How many images to show.", valueName: "count"))
  var count = 8

  @Option(
    help: ArgumentHelp(
      "Draw the query and the results as one picture (.png, .jpg or .webp).", valueName: "file"),
    completion: .file())
  var sheet: String?

  @Option(
    help: ArgumentHelp("Write the results as one self-contained web page.", valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(
    help: ArgumentHelp(
      "Say what each component of the descriptor brings to each result: numbers that add up to the similarity. "
        + "--sheet and --html then mark the places of query and result that the network finds alike."))
  var explain = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard count >= 1 else { throw ValidationError("-k must be at least 1.") }
    if let effort, effort < 1 { throw ValidationError("--effort must be at least 1.") }
    if exact, effort != nil {
      throw ValidationError("--exact looks at all vectors; leave --effort out.")
    }
    guard (model != nil) == withinClass else {
      throw ValidationError(
        withinClass
          ? "--within-class needs a classifier; give one with --model FILE."
          : "--model says within which classes to look; give --within-class as well, or compare by the model with "
            + "--descriptor.")
    }
  }

  func run() throws {
    let collection = try location.open()
    var request = try query.request(to: collection, count: count)
    request.explains = explain
    request.exactly = exact
    request.effort = effort
    request.classifier = try model.map { try collection.model($0) }
    let result = try collection.search(request)
    let report = SearchReport(result, in: collection)
    if let sheet { try report.writeSheet(to: sheet) }
    if let html { try report.writePage(to: html) }
    if explain, sheet != nil || html != nil, !SearchReport.hasHeatMaps(result.descriptor) {
      Terminal.complain(
        "There is no heat map: \(result.descriptor.name) has no layer of the network that is pooled over the "
          + "image; the numbers stand alone.")
    }
    if json { try JSONOutput.print(SearchOutput(result)) } else { say(result) }
    query.warn(about: result)
  }

  private func say(_ result: SearchResult) {
    if let within = result.within {
      Terminal.print(
        Terminal.printable("Within \(within.text), the classes that \(within.model) takes the query for."))
      Terminal.print("")
    }
    for line in MatchTable(
      result.matches, scores: result.scores, explanation: result.explanation
    ).lines { Terminal.print(line) }
    if result.explanation != nil, !result.matches.isEmpty {
      Terminal.print(
        "Under a component's name stands what it adds to the similarity, and in brackets its own cosine. Its "
          + "weight is the share of the whole that its cosine has.")
    }
    if let sentence = IndexText.searched(result.index) { Terminal.print(sentence) }
    if let scores = result.scores, !result.matches.isEmpty {
      if scores.haveNoGoodMatch(result.matches) {
        Terminal.print("No good match: not even the best result is likely to have the query's label.")
      }
      Terminal.print(
        "The chance to have the query's label rests on \(scores.stored.calibration.pairs) results of an evaluation "
          + "of \(scores.stored.images) images.")
    }
    guard Terminal.isInteractive else { return }
    let times = result.timings
    Terminal.complain(
      "\(result.searched) images by \(result.descriptor.name) in \(Seconds.text(times.total)): model "
        + "\(Seconds.text(times.model)), decode \(Seconds.text(times.decode)), network "
        + "\(Seconds.text(times.network)), search \(Seconds.text(times.search))")
  }
}
