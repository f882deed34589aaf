import ArgumentParser
import Lithoscope

/// `[--in FOLDER [--collection DIR]]`: which collection is meant, if one is.
struct OptionalLocation: ParsableArguments {
  @Option(
    name: .customLong("in"), help: ArgumentHelp("The folder that was indexed.", valueName: "folder"),
    completion: .directory)
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "Where Lithoscope's files are, if they were put elsewhere than FOLDER/.lithoscope.", valueName: "dir"),
    completion: .directory)
  var collection: String?

  /// Opens it; nil where none was given.
  func open() throws -> ImageCollection? {
    try folder.map { try ImageCollection(folder: $0, storedAt: collection) }
  }
}
