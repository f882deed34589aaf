import Glibc

/// The files of one exchange: the vectors, what made them, and for NumPy the table of their images.
struct ExchangePlace {
  /// How the name of the file ends that says what made the vectors.
  private static let originEnding = ".descriptor.json"

  let format: ExchangeFormat
  /// The vectors.
  let vectors: String
  private let base: String

  /// Where an export goes.
  ///
  /// - Parameters:
  ///   - path: a file, with or without its ending, or a folder that is there or ends in `/`; nil for the current
  ///     folder.
  ///   - stem: the file's name in a folder, without its ending.
  init(_ path: String?, stem: String, format: ExchangeFormat) {
    self.format = format
    base = Self.base(path, stem: stem, format: format)
    vectors = "\(base).\(format.rawValue)"
  }

  /// What lies beside a file of vectors that is to be imported.
  ///
  /// - Throws: ``ImportError/unknownFormat(path:)``.
  init(ofFile path: String) throws(ImportError) {
    guard let format = ExchangeFormat(ofFile: path) else { throw .unknownFormat(path: path) }
    self.format = format
    base = String(path.dropLast(format.rawValue.count + 1))
    vectors = path
  }

  /// The table of the images in the order of the rows; nil where the vectors' own file has them.
  var table: String? { format == .npy ? "\(base).csv" : nil }
  /// What made the vectors.
  var origin: String { base + Self.originEnding }

  private static func base(_ path: String?, stem: String, format: ExchangeFormat) -> String {
    guard let path, !path.isEmpty else { return stem }
    if path.hasSuffix("/") { return path + stem }
    if isFolder(path) { return "\(path)/\(stem)" }
    return ExchangeFormat(ofFile: path) == format ? String(path.dropLast(format.rawValue.count + 1)) : path
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
