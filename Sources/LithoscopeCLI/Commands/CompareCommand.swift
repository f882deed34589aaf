import ArgumentParser
import Descriptors
import Lithoscope

/// `lithoscope compare IMAGE IMAGE`
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say how similar two images are.",
    discussion: """
      Prints the cosine of the two images by each descriptor whose model is installed. Without a collection \
      nothing is whitened: `search` by fusion gives other numbers.

        lithoscope compare granite-1.jpg granite-2.jpg
      """)

  @Argument(help: "An image file.", completion: .file())
  var first: String

  @Argument(help: "Another image file.", completion: .file())
  var second: String

  @Option(
    name: .customLong("descriptor"),
    help: ArgumentHelp(
      "Compare by this descriptor only, or this trained model's file, as for index; repeat for several.",
      valueName: "name"),
    transform: { try DescriptorReference($0) })
  var descriptors: [DescriptorReference] = []

  @Option(help: ArgumentHelp("As for index: default, keras or keras-raw.", valueName: "name"))
  var preprocessing: Preprocessing = .standard

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let chosen = try descriptors.map { reference in try usage { try reference.descriptor() } }
    let comparison = try Comparison(first, second, by: chosen, preprocessing: preprocessing)
    guard !json else { return try JSONOutput.print(Output(first: first, second: second, comparison)) }
    var table = TextTable([("descriptor", .left), ("similarity", .right)])
    for similarity in comparison.similarities {
      table.append([similarity.descriptor.name, similarity.text])
    }
    for line in table.lines { Terminal.print(line) }
    if let missing = comparison.missingModelHint { Terminal.complain(missing) }
  }

  private struct Output: Encodable {
    struct Similarity: Encodable {
      let descriptor: String
      let similarity: Double
    }

    let first: String
    let second: String
    let similarities: [Similarity]

    init(first: String, second: String, _ comparison: Comparison) {
      self.first = first
      self.second = second
      similarities = comparison.similarities.map {
        Similarity(descriptor: $0.descriptor.name, similarity: $0.rounded)
      }
    }
  }
}
