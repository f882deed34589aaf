import Lithoscope

/// Paths of the server's machine, which clients are not told. Lithoscope's sentences name folders, as is right at a
/// terminal; here each gives way to a name.
struct HiddenPaths: Sendable {
  private struct Hidden {
    let path: String
    let name: String
  }

  /// Longer paths first: one may lie in another.
  private let all: [Hidden]

  init(_ collection: ImageCollection, table: CSVTable?) {
    let layout = collection.layout
    let folder = Self.lastPart(layout.images)
    var all = [
      Hidden(path: layout.images, name: folder),
      Hidden(path: layout.storage, name: "\(folder)/\(CollectionLayout.folderName)"),
      Hidden(path: collection.models.directory, name: "the folder of models"),
    ]
    if let table { all.append(Hidden(path: table.path, name: Self.lastPart(table.path))) }
    self.all = all.filter { $0.path.hasPrefix("/") && $0.path.count > 1 }
      .sorted { one, other in one.path.count > other.path.count }
  }

  /// A sentence without the paths.
  func hidden(in sentence: String) -> String {
    all.reduce(sentence) { text, hidden in text.replacing(hidden.path, with: hidden.name) }
  }

  private static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
