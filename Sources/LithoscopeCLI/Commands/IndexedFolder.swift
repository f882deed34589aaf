import ArgumentParser
import Lithoscope

/// `FOLDER [--collection DIR]`: a folder of images and where what is known of them is kept.
struct IndexedFolder: ParsableArguments {
  @Argument(help: "The folder of images.", completion: .directory)
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
