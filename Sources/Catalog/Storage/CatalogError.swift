/// What can be wrong with a collection's catalog.
public enum CatalogError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no catalog.
  case missing(path: String)
  /// The file is no SQLite database, or one of another program.
  case notACatalog(path: String)
  /// A later Lithoscope made the catalog.
  case newerFormat(path: String, found: Int, supported: Int)
  /// An earlier Lithoscope made the catalog, and it is open for reading only.
  case olderFormat(path: String, found: Int, supported: Int)
  /// The file is damaged or holds values that Lithoscope never writes.
  case damaged(path: String, detail: String)
  /// There is no room for what was to be written.
  case diskFull(path: String)
  /// Another program kept the catalog locked for longer than the time allowed.
  case busy(path: String)
  /// The catalog may not be written.
  case readOnly(path: String)
  /// The catalog was not closed, and this user may not put it right.
  case needsRecovery(path: String)
  /// The file cannot be opened.
  case cannotOpen(path: String)
  /// Any other failure of SQLite, with its extended result code.
  case failed(path: String, code: Int32, detail: String)

  /// An image or a row of vectors refers to a content that is neither in the batch nor in the catalog.
  case unknownContent(digest: ContentDigest)
  /// The descriptor is not, or no longer, in the catalog.
  case unknownDescriptor
  /// There is a descriptor of this name, or one with this file of vectors, already.
  case descriptorExists(name: String, vectorFile: String)
  /// The name of a file of vectors is not a plain file name.
  case invalidVectorFile(name: String)
  /// Rows were to be added behind a number of rows that is not the committed one.
  case rowsDisagree(descriptor: String, committed: Int, first: Int)
  /// The rows of a new file of vectors are not exactly those that are alive in the old one.
  case rowsLost(descriptor: String)

  /// One or two sentences with the value and the remedy.
  public var description: String {
    switch self {
    case .missing(let path):
      "There is no catalog at \(path); run lithoscope index on the folder of images first."
    case .notACatalog(let path):
      "The file \(path) is not a Lithoscope catalog; restore it from a copy, or move it away and run "
        + "lithoscope index again."
    case .newerFormat(let path, let found, let supported):
      "The catalog \(path) has format \(found) and this Lithoscope knows formats up to \(supported); "
        + "use the version of Lithoscope that made it, or a later one."
    case .olderFormat(let path, let found, let supported):
      "The catalog \(path) has the earlier format \(found) where \(supported) is needed; run lithoscope "
        + "index on the folder once as a user who may write there."
    case .damaged(let path, let detail):
      "The catalog \(path) is damaged (\(detail)); restore it from a copy, or move it away and run "
        + "lithoscope index again."
    case .diskFull(let path):
      "The disk that holds the catalog \(path) is full; free some space and run the same command again."
    case .busy(let path):
      "Another program keeps the catalog \(path) locked; wait until it is done and run the same command "
        + "again."
    case .readOnly(let path):
      "The catalog \(path) may not be written; get the permission, or keep the collection elsewhere with "
        + "--collection DIR."
    case .needsRecovery(let path):
      "The catalog \(path) was not closed and you may not write to its folder; run lithoscope index on it "
        + "once as a user who may."
    case .cannotOpen(let path):
      "The catalog \(path) cannot be opened; check that its folder exists and that you may read and write "
        + "it."
    case .failed(let path, let code, let detail):
      "The catalog \(path) cannot be used (SQLite \(code): \(detail)); check the disk and run the same "
        + "command again."
    case .unknownContent(let digest):
      "The content \(digest) is not in the catalog; index the image that has it again."
    case .unknownDescriptor:
      "The descriptor is no longer in the catalog; open the collection again."
    case .descriptorExists(let name, let vectorFile):
      "The catalog has a descriptor \(name) or a vector file \(vectorFile) already; replace the descriptor "
        + "or choose another name."
    case .invalidVectorFile(let name):
      "\"\(name)\" is not the name of a file of vectors; use a name without a slash."
    case .rowsDisagree(let descriptor, let committed, let first):
      "The catalog has \(committed) rows of \(descriptor) and the next was to be row \(first); open the "
        + "collection again."
    case .rowsLost(let descriptor):
      "The new vector file of \(descriptor) does not have each living row once; run lithoscope index "
        + "--rebuild."
    }
  }
}
