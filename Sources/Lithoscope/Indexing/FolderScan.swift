import Catalog
import Glibc
import Imaging

/// Everything below a folder that may be an image, found without opening a file.
///
/// Hidden names are left out. Links to files are followed. Links to folders are followed after all real
/// folders, and no folder is entered twice, so that loops end and every image has one path.
struct FolderScan {
  /// Regular files, by path.
  private(set) var files: [FoundFile] = []
  /// What could not be looked at, though its name promises an image or a folder.
  private(set) var failures: [FailedFile] = []

  /// Folders that could not be listed, and links that lead nowhere, perhaps because a disk is not there:
  /// nothing is known of what lies below them.
  private(set) var unreadFolders: [String] = []

  /// The folder that was scanned.
  let root: String
  private var entered: Set<FolderIdentity> = []
  private var linkedFolders: [RelativePath] = []

  /// Scans `root`.
  ///
  /// - Throws: ``CollectionError/folderUnreadable(path:reason:)`` when the folder itself cannot be read.
  init(root: String) throws {
    self.root = root
    var pending = [""]
    while let folder = pending.popLast() ?? nextLinkedFolder() {
      guard let reason = list(folder, into: &pending) else { continue }
      guard !folder.isEmpty else { throw CollectionError.folderUnreadable(path: root, reason: reason) }
      leaveUnread(folder, Self.sentence(reason))
    }
    files.sort { $0.path < $1.path }
    failures.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Whether a file lies below what could not be looked at, so that nobody knows whether it is there.
  func leavesUnread(_ path: RelativePath) -> Bool {
    unreadFolders.contains { PathBytes.remainder(of: path.string, below: $0) != nil }
  }

  /// The first linked folder by path: which of two links to one folder counts must not be left to chance.
  private mutating func nextLinkedFolder() -> String? {
    guard let next = linkedFolders.min() else { return nil }
    linkedFolders.removeAll { $0 == next }
    return next.string
  }

  /// Looks at everything in one folder; returns why that failed.
  private mutating func list(_ folder: String, into pending: inout [String]) -> String? {
    let location = folder.isEmpty ? root : "\(root)/\(folder)"
    guard let stream = opendir(location) else { return String(cString: strerror(errno)) }
    defer { closedir(stream) }
    var status = stat()
    guard fstat(dirfd(stream), &status) == 0 else { return String(cString: strerror(errno)) }
    guard entered.insert(FolderIdentity(status)).inserted else { return nil }
    while true {
      // The end of a folder and an error look alike but for this number.
      errno = 0
      guard let entry = readdir(stream) else { break }
      let (name, isUTF8) = entry.pointee.name
      guard name.utf8.first != UInt8(ascii: ".") else { continue }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      if isUTF8 {
        look(at: path, pending: &pending)
      } else {
        failures.append(FailedFile(path: path, reason: "Its name is not valid UTF-8; rename it."))
      }
    }
    return errno == 0 ? nil : String(cString: strerror(errno))
  }

  private mutating func look(at path: String, pending: inout [String]) {
    let location = "\(root)/\(path)"
    var status = stat()
    guard lstat(location, &status) == 0 else {
      // What has gone since the folder was listed is gone; of anything else nothing is known.
      if errno != ENOENT { leaveUnread(path, errno) }
      return
    }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    if isLink, stat(location, &status) != 0 { return leaveUnread(path, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR where isLink:
      if let path = RelativePath(path) { linkedFolders.append(path) }
    case S_IFDIR: pending.append(path)
    case S_IFREG:
      guard let path = RelativePath(path) else { return }
      files.append(FoundFile(path: path, stamp: FileStamp(status)))
    default:
      if ImageFormat.isNamedLikeImage(path) {
        failures.append(
          FailedFile(path: path, reason: "This is a device or a pipe, not a file; remove it."))
      }
    }
  }

  /// Notes that nothing is known of a link, or of whatever else the system does not let us look at.
  private mutating func leaveUnread(_ path: String, _ code: Int32) {
    switch code {
    case ELOOP: leaveUnread(path, "This link leads back to itself; remove it.")
    case ENOENT, ENOTDIR: leaveUnread(path, "This link leads nowhere; mend or remove it.")
    default: leaveUnread(path, Self.sentence(String(cString: strerror(code))))
    }
  }

  private mutating func leaveUnread(_ path: String, _ reason: String) {
    unreadFolders.append(path)
    failures.append(FailedFile(path: path, reason: reason))
  }

  private static func sentence(_ reason: String) -> String {
    "It cannot be read (\(reason)); check its permissions."
  }
}

/// A folder, whatever path led to it.
private struct FolderIdentity: Hashable {
  let device: UInt
  let inode: UInt

  init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }
}

extension dirent {
  /// The entry's name, bytes that are not UTF-8 replaced, and whether none had to be.
  fileprivate var name: (text: String, isUTF8: Bool) {
    withUnsafeBytes(of: d_name) { bytes in
      let bytes = bytes.prefix { $0 != 0 }
      if let text = String(validating: bytes, as: UTF8.self) { return (text, true) }
      return (String(decoding: bytes, as: UTF8.self), false)
    }
  }
}
