import Catalog
import Glibc

/// Where a collection keeps what: the images' folder and, beside or inside it, Lithoscope's own.
public struct CollectionLayout: Sendable, Hashable {
  /// Name of Lithoscope's folder inside the images' folder.
  public static let folderName = ".lithoscope"

  /// The images' folder, absolute.
  public let images: String
  /// Lithoscope's own folder, absolute.
  public let storage: String

  /// Finds the two folders.
  ///
  /// - Parameters:
  ///   - images: the images' folder.
  ///   - storage: Lithoscope's own; nil for `.lithoscope` inside the images' folder.
  /// - Throws: ``CollectionError/folderUnreadable(path:reason:)`` when the images' folder does not exist.
  public init(images: String, storage: String? = nil) throws {
    guard let resolved = realpath(images, nil) else {
      throw CollectionError.folderUnreadable(path: images, reason: String(cString: strerror(errno)))
    }
    defer { free(resolved) }
    var status = stat()
    guard stat(resolved, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw CollectionError.folderUnreadable(path: images, reason: "it is not a folder")
    }
    self.images = String(cString: resolved)
    self.storage = storage.map(Self.absolute) ?? "\(self.images)/\(Self.folderName)"
  }

  /// Whether the folder was indexed.
  var hasCatalog: Bool { access("\(storage)/\(Catalog.fileName)", F_OK) == 0 }
  /// The folder of the vector files.
  var vectors: String { "\(storage)/vectors" }

  /// The folder of the trained models' copies.
  var models: String { "\(storage)/models" }

  /// The folder of the indexes' files.
  var indexes: String { "\(storage)/indexes" }

  /// The index's file of that name.
  func indexFile(_ name: String) -> String { "\(indexes)/\(name)" }

  /// The trained model's file of that name.
  func modelFile(_ name: String) -> String { "\(models)/\(name)" }

  /// The vector file of that name.
  func vectorFile(_ name: String) -> String { "\(vectors)/\(name)" }

  /// The paths, relative to the images' folder, that an existing file may have in the collection: as it was
  /// given, which may lead through links, then with all links resolved. None when it lies elsewhere.
  func relativePaths(of location: String) -> [RelativePath] {
    let slash = UInt8(ascii: "/")
    let bytes = Array(location.utf8)
    let own = Self.resolved(images)
    var paths: [RelativePath?] = []
    // The longest part of the path that is the images' folder; a path without a slash starts in this one.
    for end in ([-1] + bytes.indices.filter { bytes[$0] == slash }).reversed() {
      let folder = end < 0 ? "." : end == 0 ? "/" : String(decoding: bytes[..<end], as: UTF8.self)
      guard end >= 0 || bytes.first != slash, Self.resolved(folder).utf8.elementsEqual(own.utf8) else {
        continue
      }
      paths.append(RelativePath(String(decoding: bytes[(end + 1)...], as: UTF8.self)))
    }
    let prefix = Array(own.utf8) + (own == "/" ? [] : [slash])
    let target = Array(Self.resolved(location).utf8)
    if target.starts(with: prefix) {
      paths.append(RelativePath(String(decoding: target[prefix.count...], as: UTF8.self)))
    }
    return paths.compactMap(\.self)
  }

  /// A path without links, or as it is where it leads nowhere.
  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes Lithoscope's folders.
  ///
  /// - Throws: ``CollectionError/storageUnwritable(path:reason:)``.
  func makeFolders() throws {
    for folder in [storage, vectors] {
      guard let code = OutputFolder.create(folder) else { continue }
      throw CollectionError.storageUnwritable(path: folder, reason: String(cString: strerror(code)))
    }
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return "\(String(cString: current))/\(path)"
  }
}
