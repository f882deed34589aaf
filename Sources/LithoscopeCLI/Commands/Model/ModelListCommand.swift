import ArgumentParser
import Lithoscope

/// `lithoscope model list`
struct ModelListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the models there are, installed or not.",
    discussion: """
        lithoscope model list
      """)

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  private struct Output: Encodable {
    struct Model: Encodable {
      let name: String
      let summary: String
      let installed: Bool
      @Nullable var path: String?
      @Nullable var bytes: Int?
    }

    let models: [Model]
  }

  func run() throws {
    let listings = ModelStore.standard().list()
    guard !json else {
      return try JSONOutput.print(
        Output(
          models: listings.map {
            Output.Model(
              name: $0.name, summary: $0.summary, installed: $0.path != nil, path: $0.path,
              bytes: $0.byteCount)
          }))
    }
    var table = TextTable([("model", .left), ("what", .left), ("size", .right), ("installed", .left)])
    for listing in listings {
      table.append([
        listing.name, listing.summary, listing.byteCount.map { ByteText.text(Int64($0)) } ?? "–",
        listing.path ?? "no; lithoscope model pull \(listing.name)",
      ])
    }
    for line in table.lines { Terminal.print(line) }
  }
}
