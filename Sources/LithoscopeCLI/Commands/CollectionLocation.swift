import ArgumentParser
import Lithoscope

/// `--in FOLDER [--collection DIR]`: which collection is meant.
struct CollectionLocation: ParsableArguments {
  @Option(
    name: .customLong("in"), help: ArgumentHelp("The folder that was indexed.", valueName: "folder"),
    completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Where Lithoscope's files are, if they were put elsewhere than FOLDER/.lithoscope.", valueName: "dir"),
    completion: .directory)
  var collection: String?

  /// Opens it.
  func open() throws -> ImageCollection {
    try ImageCollection(folder: folder, storedAt: collection)
  }
}
