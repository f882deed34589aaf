import ArgumentParser
import Lithoscope

/// `lithoscope features IMAGE --out DIR`
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Draw what VGG16 sees in an image, block by block.",
    discussion: """
      Writes one picture for each of the five blocks: every map of the block's last convolution, dark where it \
      is silent and bright where it responds.

        lithoscope features thin-section.jpg --out maps
      """)

  @Argument(help: "An image file.", completion: .file())
  var image: String

  @Option(
    help: ArgumentHelp("The folder for the pictures; made if missing.", valueName: "dir"),
    completion: .directory)
  var out: String

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let sheets = try FeatureMaps(of: image).writeSheets(to: out)
    guard !json else { return try JSONOutput.print(Output(image: image, sheets: sheets)) }
    for sheet in sheets {
      Terminal.print("\(Terminal.printable(sheet.path)): \(sheet.maps) maps of \(sheet.layer)")
    }
  }

  private struct Output: Encodable {
    let image: String
    let sheets: [FeatureMaps.Sheet]
  }
}
