/// Why a filter cannot be applied.
public enum FilterError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not a key, a comparison and a value.
  case unreadable(String)
  /// A key that no image of this collection can have.
  case unknownKey(String, keys: [String], columns: [String])
  /// A class that no image of the collection has; among those there are the empty text stands for none.
  case unknownLabel(String, labels: [String])
  /// A table that does not say which images it is about.
  case tableWithoutPaths(path: String, columns: [String])
  /// A table with two rows about one image.
  case imageTwice(path: String, line: Int, image: String)
  /// A table about other images.
  case foreignTable(path: String, example: String)

  /// More names than this are not listed.
  private static let shownNames = 30

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let text):
      "\(text) is no condition; write key=value with one of = != < <= > >=, such as width>=1000, in quotes for "
        + "the shell."
    case .unknownKey(let key, let keys, let columns):
      "There is no key \(key); use one of \(Self.listed(keys))"
        + (columns.isEmpty
          ? ", or bring columns of your own with --table."
          : ", or of the table: "
            + "\(Self.listed(columns)).")
    case .unknownLabel(let label, let labels):
      labels.allSatisfy(\.isEmpty)
        ? "No image of the collection has a label, so none has \(label); put images into folders named for "
          + "their classes and index again."
        : "No image of the collection has the label \(label); use one of "
          + Self.listed(labels.filter { !$0.isEmpty })
          + (labels.contains("") ? ", or '' for images without one." : ".")
    case .tableWithoutPaths(let path, let columns):
      "The table \(path) has no column path, only \(Self.listed(columns.filter { !$0.isEmpty })); name the "
        + "column of the images' paths “path”."
    case .imageTwice(let path, let line, let image):
      "Line \(line) of the table \(path) is the second about \(image); keep one of them."
    case .foreignTable(let path, let example):
      "No path of the table \(path) is in the collection; write them relative to its folder, such as \(example)."
    }
  }

  private static func listed(_ names: [String]) -> String {
    let rest = names.count - shownNames
    return names.prefix(shownNames).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
