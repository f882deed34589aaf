/// Why vectors cannot be imported.
public enum ImportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A file cannot be opened or read, or is none.
  case unreadable(path: String, reason: String)
  /// Its ending is no format's.
  case unknownFormat(path: String)
  /// An array that cannot be read.
  case badArray(path: String, NumPyProblem)
  /// The file beside the vectors does not say what made them.
  case badOrigin(path: String)
  /// The vectors are as searches compare them, and not as they are stored.
  case compared(path: String)
  /// Nothing says whose vectors they are.
  case nameMissing(path: String)
  /// No descriptor can be called so.
  case badName(String)
  /// A name that Lithoscope's own descriptors have, for vectors that it did not make.
  case takenName(String)
  /// The vectors are another descriptor's than was asked for.
  case otherDescriptor(path: String, has: String, asked: String)
  /// The vectors are a trained model's that is not there.
  case unknownDescriptor(path: String, name: String)
  /// This Lithoscope would make the descriptor's vectors in another way.
  case madeDifferently(path: String, descriptor: String, what: String, has: String, own: String)
  /// An array without the table that says whose its rows are.
  case tableMissing(array: String, table: String)
  /// An array and its table have different numbers of rows.
  case rowsDisagree(array: String, rows: Int, table: String, lines: Int)
  /// Neither paths nor digests.
  case noKey(path: String)
  /// No columns that could be a vector's components.
  case noVectors(path: String)
  /// A vector with more components than one may have.
  case tooWide(path: String, components: Int, limit: Int)
  /// A vector with another number of components than expected.
  case dimension(path: String, line: Int, found: Int, expected: Int)
  /// A component that is no number.
  case badNumber(path: String, line: Int, text: String)
  /// A line that is no JSON object with the fields that are needed.
  case badObject(path: String, line: Int)
  /// A line that is too long to be a row.
  case lineTooLong(path: String, line: Int, limit: Int)
  /// A row that names no image.
  case emptyKey(path: String, line: Int)
  /// A row of exported vectors that does not say which bytes it is of.
  case digestMissing(path: String, line: Int)
  /// What is no SHA-256.
  case badDigest(path: String, line: Int, text: String)
  /// The same path twice.
  case duplicatePath(path: String, line: Int, image: String)
  /// Two vectors of one content.
  case contradiction(path: String, line: Int, image: String)
  /// No row at all.
  case empty(path: String)
  /// Not one row is an image's of the folder.
  case nothingMatches(path: String, folder: String, example: String)
  /// Lithoscope's own vectors were to be replaced.
  case ownReplaced(name: String)
  /// The collection has vectors of another dimension under the name.
  case otherSize(name: String, has: Int, found: Int)
  /// The collection has other vectors under the name.
  case otherVectors(name: String, image: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read (\(reason)); check its path and permissions."
    case .unknownFormat(let path):
      "\(path) ends in no format that can be imported; give a file whose name ends in .npy, .csv or .jsonl."
    case .badArray(let path, let problem): "\(path) \(problem.text)"
    case .badOrigin(let path):
      "\(path) does not say what made the vectors; restore it as `lithoscope export` wrote it, or remove it and give "
        + "the vectors a name of their own with --descriptor NAME."
    case .compared(let path):
      "\(path) holds vectors as searches compare them, and a collection keeps them as they were computed; export "
        + "them once more without --compared."
    case .nameMissing(let path):
      "Nothing beside \(path) says what made its vectors; give them a name with --descriptor NAME."
    case .badName(let name):
      "“\(name)” cannot be the name of imported vectors; use up to \(ImportedName.longest) letters of ASCII, digits, "
        + ". _ and -, and begin with a letter or a digit."
    case .takenName(let name):
      "\(name) is a descriptor of Lithoscope's own, and it did not make these vectors; choose another name, such as "
        + "--descriptor my-\(name)."
    case .otherDescriptor(let path, let has, let asked):
      "\(path) holds vectors of \(has), not of \(asked); leave --descriptor out."
    case .unknownDescriptor(let path, let name):
      "\(path) holds vectors of \(name), which is no descriptor of this version and no trained model of the "
        + "collection; give the model's file with --descriptor \(name).safetensors."
    case .madeDifferently(let path, let descriptor, let what, let has, let own):
      "The vectors of \(descriptor) in \(path) were made with \(what) \(has), and this Lithoscope has \(own), so they "
        + "would not compare; export them with this version, or let `lithoscope index` compute them."
    case .tableMissing(let array, let table):
      "Beside \(array) the table \(table) is missing, which says whose the rows are; write one with a column path or "
        + "sha256 and a line for each row."
    case .rowsDisagree(let array, let rows, let table, let lines):
      "\(array) has \(rows) rows and its table \(table) \(lines); write both from the same list of images."
    case .noKey(let path):
      "\(path) names no images; add a column path, relative to the folder, or sha256."
    case .noVectors(let path):
      "\(path) has no columns of numbers v0, v1, … that could be vectors; number them from 0 without a gap, all "
        + "with one beginning."
    case .tooWide(let path, let components, let limit):
      "\(path) has vectors of \(components) components, above the limit of \(limit); reduce them before."
    case .dimension(let path, let line, let found, let expected):
      "The vector on line \(line) of \(path) has \(found) components where \(expected) are expected; give all vectors "
        + "from one model."
    case .badNumber(let path, let line, let text):
      "“\(text.prefix(40))” on line \(line) of \(path) is no number; write components like 0.25 or 1e-3, with a point."
    case .badObject(let path, let line):
      "Line \(line) of \(path) is no JSON object with path or sha256 and an embedding of numbers; write one object a "
        + "line, such as {\"path\": \"gneiss/07.jpg\", \"embedding\": [0.1, 0.2]}."
    case .lineTooLong(let path, let line, let limit):
      "Line \(line) of \(path) is longer than \(limit) bytes; write one row a line, and close all quotes."
    case .emptyKey(let path, let line):
      "Line \(line) of \(path) names no image; fill in its path or sha256."
    case .digestMissing(let path, let line):
      "Line \(line) of \(path) has no sha256, and the vectors of Lithoscope's own descriptors belong to bytes and not to "
        + "names; keep the column as `lithoscope export` wrote it."
    case .badDigest(let path, let line, let text):
      "“\(text.prefix(80))” on line \(line) of \(path) is no SHA-256; give its 64 hexadecimal digits, or only paths."
    case .duplicatePath(let path, let line, let image):
      "Line \(line) of \(path) names \(image) a second time; keep one row for each image."
    case .contradiction(let path, let line, let image):
      "Line \(line) of \(path) gives \(image) another vector than an earlier line gives the same bytes; export the "
        + "vectors once more, or keep one of the two."
    case .empty(let path): "\(path) has no rows; export or write some."
    case .nothingMatches(let path, let folder, let example):
      "Not one row of \(path) is of an image in \(folder); the first is of \(example), and paths have to be relative "
        + "to the folder."
    case .ownReplaced(let name):
      "The vectors of \(name) are Lithoscope's own, and those that are there are as good; leave --replace out, or "
        + "compute all anew with `lithoscope index --rebuild`."
    case .otherSize(let name, let has, let found):
      "The collection's vectors of \(name) have \(has) components and these have \(found); import these under another "
        + "name, or give --replace to throw the old ones away."
    case .otherVectors(let name, let image):
      "The collection has other vectors under the name \(name), of \(image) for one; import these under another name, "
        + "or give --replace to throw the old ones away."
    }
  }
}
