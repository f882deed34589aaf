import ArgumentParser
import Descriptors
import Lithoscope

/// `lithoscope search IMAGE --in FOLDER`
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Show the images of a collection that are most similar to a given one.",
    discussion: """
      The score is the cosine of the two images' descriptors: 1 means the same image. The query may be any \
      image file, or a member of the collection, which is then left out of its own results.

        lithoscope search unknown.jpg --in photos
        lithoscope search gneiss/07.jpg --in photos -k 20 --sheet result.png --html result.html
      """)

  @Argument(help: "The query: a file, or the path of a member within the collection.", completion: .file())
  var image: String

  @OptionGroup var location: CollectionLocation

  @Option(name: .customShort("k"), help: ArgumentHelp("How many images to show.", valueName: "count"))
  var count = 8

  @Option(
    help: ArgumentHelp(
      "The descriptor to compare by; default: the first one the collection was indexed with.",
      valueName: "name"))
  var descriptor: Descriptor?

  @Option(
    help: ArgumentHelp(
      "Draw the query and the results as one picture (.png, .jpg or .webp).", valueName: "file"),
    completion: .file())
  var sheet: String?

  @Option(
    help: ArgumentHelp("Write the results as one self-contained web page.", valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard count >= 1 else { throw ValidationError("-k must be at least 1.") }
  }

  func run() throws {
    let collection = try location.open()
    let result = try collection.search(image, count: count, descriptor: descriptor)
    let report = SearchReport(result, in: collection)
    if let sheet { try report.writeSheet(to: sheet) }
    if let html { try report.writePage(to: html) }
    if json { try JSONOutput.print(SearchOutput(result)) } else { say(result) }
  }

  private func say(_ result: SearchResult) {
    var table = TextTable([("rank", .right), ("similarity", .right), ("label", .left), ("path", .left)])
    for match in result.matches {
      table.append([String(match.rank), match.similarityText, match.label ?? "–", match.path])
    }
    for line in table.lines { Terminal.print(line) }
    guard Terminal.isInteractive else { return }
    let times = result.timings
    Terminal.complain(
      "\(result.searched) images by \(result.descriptor.name) in \(Seconds.text(times.total)): model "
        + "\(Seconds.text(times.model)), decode \(Seconds.text(times.decode)), network "
        + "\(Seconds.text(times.network)), search \(Seconds.text(times.search))")
  }
}
