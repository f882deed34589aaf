import Glibc
import Imaging
import Lithoscope

/// Where uploaded pictures are put: a folder of their own in the collection, or that of a class.
struct UploadFolder: Sendable {
  /// The collection's folder.
  let root: String
  /// The folder's name below it; one component.
  let name: String

  /// Where nobody says of which class a picture is.
  static let usual = "uploads"
  /// Bytes of a name; file systems take 255, and a number may have to be put behind.
  private static let longestName = 200
  /// Files of one name, told apart by a number.
  private static let mostCopies = 10_000

  /// A folder.
  ///
  /// - Parameter label: the class; nil for ``usual``.
  /// - Throws: ``Problem`` for what is no plain name.
  init(root: String, label: String?) throws(Problem) {
    self.root = root
    let name = label ?? Self.usual
    guard Self.isPlain(name) else {
      throw Problem(
        .badRequest,
        "The label is not a plain name; leave out slashes, control characters and a dot in front.")
    }
    self.name = name
  }

  /// Writes a picture under a name that nothing else has.
  ///
  /// - Parameters:
  ///   - name: what the client calls it; only its letters count, never a folder.
  ///   - format: what its bytes are.
  /// - Returns: its path below the collection's folder.
  /// - Throws: ``UploadError``.
  func write(_ bytes: some Collection<UInt8>, named name: String?, format: ImageFormat) throws(UploadError)
    -> String
  {
    let folder = try open()
    defer { close(folder) }
    let (stem, ending) = Self.fileName(name, format)
    for number in 1...Self.mostCopies {
      let candidate = number == 1 ? stem + ending : "\(stem)-\(number)\(ending)"
      // Neither through a link nor over a file.
      let file = openat(folder, candidate, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { throw .system(String(cString: strerror(errno))) }
      defer { close(file) }
      if let code = Self.write(Array(bytes), to: file) {
        unlinkat(folder, candidate, 0)
        throw .system(String(cString: strerror(code)))
      }
      return "\(self.name)/\(candidate)"
    }
    throw .nameTaken
  }

  /// Opens the folder, which is made where it is missing. A link in its place might lead anywhere.
  private func open() throws(UploadError) -> Int32 {
    let parent = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { throw .system(String(cString: strerror(errno))) }
    defer { close(parent) }
    if mkdirat(parent, name, 0o777) != 0, errno != EEXIST { throw .system(String(cString: strerror(errno))) }
    let folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { throw .notAFolder(name) }
    return folder
  }

  /// A file's name in two parts: without folders, hidden beginnings and what no file system likes, and with an ending
  /// that says what it is.
  static func fileName(_ name: String?, _ format: ImageFormat) -> (stem: String, ending: String) {
    let last = name?.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    var parts = last.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var ending = format.usualEnding
    if parts.count > 1, let given = parts.last, ImageFormat.fileExtensions.contains(given.lowercased()) {
      ending = given.lowercased()
      parts.removeLast()
    }
    var stem = ""
    for scalar in parts.joined(separator: ".").unicodeScalars {
      let isFine =
        scalar.properties.generalCategory != .control && !"/\\:*?\"<>|".unicodeScalars.contains(scalar)
      stem.unicodeScalars.append(isFine ? scalar : "_")
      if stem.utf8.count >= longestName { break }
    }
    stem = String(stem.drop { $0 == "." || $0 == " " || $0 == "-" })
    return (stem.isEmpty ? "picture" : stem, ".\(ending)")
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= longestName && !name.hasPrefix(".")
      && !name.unicodeScalars.contains { scalar in
        scalar == "/" || scalar == "\\" || scalar.properties.generalCategory == .control
      }
  }

  /// Writes all bytes and brings them to the disk; the error's number where that fails.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return written < 0 ? errno : ENOSPC }
      done += written
    }
    return fsync(file) == 0 ? nil : errno
  }
}

extension ImageFormat {
  /// How files of the format are usually named.
  fileprivate var usualEnding: String {
    switch self {
    case .jpeg: "jpg"
    case .png: "png"
    case .webp: "webp"
    case .gif: "gif"
    case .tiff: "tif"
    case .heif: "heic"
    case .avif: "avif"
    case .jpeg2000: "jp2"
    case .jpegXL: "jxl"
    case .bmp: "bmp"
    case .netpbm: "ppm"
    }
  }
}
