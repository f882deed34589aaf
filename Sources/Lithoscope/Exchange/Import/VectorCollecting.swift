import Catalog
import Glibc
import VectorSearch

/// Takes the rows of a file one after the other, checks them, and keeps what can be used.
struct VectorCollecting {
  /// A length that differs from 1 by no more is 1, but for the rounding of a thousand components.
  private static let unitTolerance = 1e-6
  /// Components that are gathered before they are written: 1 MB.
  private static let componentsAtOnce = 1 << 18

  /// Whether the vectors have to have length 1 already, as Lithoscope's own have.
  let areOwn: Bool
  /// Components of a vector; nil for as many as the first has.
  private(set) var dimension: Int?
  /// The collection's folder, which paths may begin with.
  let folder: String
  /// Where the vectors are written; the name is gone once they are mapped.
  let path: String

  private var file: VectorFile?
  private var waiting: [Float] = []
  private var rows = 0
  private var example = ""
  private var sharing: [Int] = []
  private var prints: [Int] = []
  private var unusable: [FailedFile] = []
  private var byDigest: [ContentDigest: Int] = [:]
  private var byPath: [RelativePath: Int] = [:]
  private var paths: Set<RelativePath> = []

  init(areOwn: Bool, dimension: Int?, folder: String, path: String) {
    self.areOwn = areOwn
    self.dimension = dimension
    self.folder = folder
    self.path = path
  }

  /// Takes a row.
  ///
  /// - Throws: ``ImportError`` for what makes the whole file doubtful, `VectorFileError` such as a full disk. A vector
  ///   that is none is noted, and the rest goes on.
  mutating func add(_ row: ImportedRow, of source: String) throws {
    guard row.path != nil || row.digest != nil else {
      throw ImportError.emptyKey(path: source, line: row.line)
    }
    guard row.digest != nil || !areOwn else {
      throw ImportError.digestMissing(path: source, line: row.line)
    }
    let expected = dimension ?? row.vector.count
    guard row.vector.count == expected else {
      throw ImportError.dimension(
        path: source, line: row.line, found: row.vector.count, expected: expected)
    }
    dimension = expected
    if rows == 0 { example = row.name }
    rows += 1
    let image = row.path.flatMap(relative)
    if let image, !paths.insert(image).inserted {
      throw ImportError.duplicatePath(path: source, line: row.line, image: image.string)
    }
    guard let vector = usable(row) else { return }
    try keep(vector, row, image, of: source)
  }

  /// What was taken, mapped.
  mutating func finish() throws -> ImportedVectors {
    try write()
    let matrix =
      try file.map { try VectorMatrix(path: path, dimension: $0.dimension, rows: $0.rowCount) }
      ?? VectorMatrix(components: [], dimension: dimension ?? 1)
    discard()
    return ImportedVectors(
      matrix: matrix, rows: rows, sharing: sharing, example: example, unusable: unusable,
      byDigest: byDigest, byPath: byPath)
  }

  /// Takes the file's name away; what is mapped stays.
  func discard() { unlink(path) }

  /// A row's vector at length 1; nil, and noted, where there is none.
  private mutating func usable(_ row: ImportedRow) -> [Float]? {
    do {
      let unit = try UnitVector.normalized(row.vector)
      let length = row.vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      // Bit for bit as it came, where nothing has to be changed.
      if abs(length - 1) <= Self.unitTolerance { return row.vector }
      guard areOwn else { return unit }
      unusable.append(
        FailedFile(
          path: row.name,
          reason: "Its vector has length \(Float(length)) and not 1, so it was changed; export it once more.")
      )
    } catch {
      unusable.append(FailedFile(path: row.name, reason: "\(error)"))
    }
    return nil
  }

  private mutating func keep(
    _ vector: [Float], _ row: ImportedRow, _ image: RelativePath?, of source: String
  ) throws {
    var hasher = Hasher()
    for component in vector { hasher.combine(component.bitPattern) }
    let print = hasher.finalize()
    if let digest = row.digest, let known = byDigest[digest] {
      guard prints[known] == print else {
        throw ImportError.contradiction(path: source, line: row.line, image: row.name)
      }
      sharing[known] += 1
      return
    }
    if let digest = row.digest {
      byDigest[digest] = sharing.count
    } else if let image {
      byPath[image] = sharing.count
    }
    sharing.append(1)
    prints.append(print)
    waiting += vector
    if waiting.count >= Self.componentsAtOnce { try write() }
  }

  private mutating func write() throws {
    guard !waiting.isEmpty, let dimension else { return }
    let file = try file ?? VectorFile(path: path, dimension: dimension, committedRows: 0)
    self.file = file
    try file.append(waiting)
    waiting.removeAll(keepingCapacity: true)
  }

  /// A path relative to the folder: as it is, without `./` before it, or without the folder itself.
  private func relative(_ path: String) -> RelativePath? {
    var path = PathBytes.remainder(of: path, below: folder) ?? path
    while path.hasPrefix("./") { path = String(path.dropFirst(2)) }
    return RelativePath(path)
  }
}
