/// Why a collection could not be opened, indexed or searched.
public enum CollectionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The images' folder is missing or cannot be read.
  case folderUnreadable(path: String, reason: String)
  /// Lithoscope's own folder cannot be made or written.
  case storageUnwritable(path: String, reason: String)
  /// A folder for pictures cannot be made or written.
  case folderUnwritable(path: String, reason: String)
  /// The folder has not been indexed.
  case notIndexed(folder: String)
  /// The collection has no vectors of the descriptor asked for.
  case descriptorMissing(name: String, available: [String], folder: String)
  /// The collection's vectors were made by another model, preprocessing or precision.
  case madeDifferently(descriptor: String, what: String, has: String, asked: String, remedy: String)
  /// Two different trained models of one name.
  case twoModels(name: String)
  /// Nothing is in the collection yet.
  case empty(folder: String)
  /// There are images, but no vector of the descriptor yet: a run that adds it was broken off or goes on.
  case notDescribedYet(descriptor: String, folder: String)
  /// No image of the collection is in its folder any more.
  case allImagesGone(folder: String)
  /// The query is neither a file nor a member.
  case queryMissing(String, folder: String)
  /// Images were to be described by vectors that were imported.
  case imported(name: String)
  /// A query of which there is no vector, by vectors that were imported.
  case queryNotImported(String, descriptor: String)
  /// A number of results that makes no sense.
  case badCount(Int)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .folderUnreadable(let path, let reason):
      "The folder \(path) cannot be read (\(reason)); check its path and permissions."
    case .storageUnwritable(let path, let reason):
      "\(path) cannot be written (\(reason)); check its permissions and the free space, or keep the "
        + "collection elsewhere with --collection DIR."
    case .folderUnwritable(let path, let reason):
      "The folder \(path) cannot be made (\(reason)); choose a place that is yours and has room."
    case .notIndexed(let folder):
      "The folder \(folder) has no collection yet; make one with `lithoscope index \(ShellWord.quoted(folder))`."
    case .descriptorMissing(let name, let available, let folder):
      "The collection has no vectors of \(name), only of \(available.joined(separator: ", ")); add them with "
        + "`lithoscope index \(ShellWord.quoted(folder)) --descriptor \(name)`."
    case .madeDifferently(let descriptor, let what, let has, let asked, let remedy):
      "The collection's \(descriptor) was made with \(what) \(has), not \(asked), and the two do not compare; "
        + remedy
    case .twoModels(let name):
      "Two different trained models are both called \(name); give one of them, or train one under another name."
    case .empty(let folder):
      "The collection of \(folder) has no images yet; put some there, if there are none, and run "
        + "`lithoscope index \(ShellWord.quoted(folder))`."
    case .notDescribedYet(let descriptor, let folder):
      "No image in the collection of \(folder) has its vector of \(descriptor) yet; run `lithoscope index "
        + "\(ShellWord.quoted(folder))`, or wait until the run that is under way has described some."
    case .allImagesGone(let folder):
      "Not one image of the collection is in \(folder) any more; check that the disk is there, or delete the "
        + "collection's folder if they are gone for good."
    case .queryMissing(let query, let folder):
      "There is no file \(query), and no such image in the collection of \(folder); check the path."
    case .imported(let name):
      "The vectors of \(name) were imported and cannot be computed here; import those of more images with "
        + "`lithoscope import`, or leave --descriptor \(name) out."
    case .queryNotImported(let query, let descriptor):
      "The vectors of \(descriptor) were imported, and there is none of \(query); import it with `lithoscope import` "
        + "once the image is in the folder, or search by another descriptor with --descriptor NAME."
    case .badCount(let count):
      "\(count) results make no sense; ask for at least one, such as -k 8."
    }
  }
}
