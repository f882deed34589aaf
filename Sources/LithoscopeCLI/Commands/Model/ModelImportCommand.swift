import ArgumentParser
import Lithoscope

/// `lithoscope model import FILE`
struct ModelImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Install a model from a file you have.",
    discussion: """
      Reads Keras' HDF5 (.h5), ONNX and safetensors, recognised by content. Only the published VGG16 weights \
      are taken: a layer that differs in one bit is named and refused.

        lithoscope model import vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5
      """)

  @Argument(help: "The file.", completion: .file())
  var file: String

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The model it holds; default: the largest it has all layers of.", valueName: "name"))
  var name: String?

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func run() throws {
    let report = try ModelStore.standard().importModel(file, as: name)
    guard !json else { return try JSONOutput.print(PullOutput(report)) }
    Terminal.print("Installed and verified \(report.model) from \(Terminal.printable(file)): \(report.path)")
  }
}
