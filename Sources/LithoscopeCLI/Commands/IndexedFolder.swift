import ArgumentParser
import Lithoscope

/// `FOLDER [--collection DIR]`: a folder that was indexed.
struct IndexedFolder: ParsableArguments {
  @Argument(help: "The folder that was indexed.", completion: .directory)
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
