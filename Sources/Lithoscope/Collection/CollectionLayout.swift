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

  /// The vector file of that name.
  func vectorFile(_ name: String) -> String { "\(vectors)/\(name)" }

  /// The path of `location` relative to the images' folder, or nil when it lies elsewhere.
  func relativePath(of location: String) -> RelativePath? {
    guard let resolved = realpath(location, nil) else { return nil }
    defer { free(resolved) }
    let absolute = String(cString: resolved)
    guard absolute.hasPrefix(images + "/") else { return nil }
    return RelativePath(String(absolute.dropFirst(images.count + 1)))
  }

  /// Makes Lithoscope's folders.
  ///
  /// - Throws: ``CollectionError/storageUnwritable(path:reason:)``.
  func makeFolders() throws {
    for folder in [storage, vectors] where mkdir(folder, 0o777) != 0 && errno != EEXIST {
      throw CollectionError.storageUnwritable(path: folder, reason: String(cString: strerror(errno)))
    }
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return "\(String(cString: current))/\(path)"
  }
}
