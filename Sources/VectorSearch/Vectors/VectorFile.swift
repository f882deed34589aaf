import Glibc

/// The file of one descriptor's vectors, open for appending: rows of little-endian 32-bit floats,
/// one after the other, without a header.
///
/// The file alone does not know how many of its rows count. The catalog does: rows are appended and
/// synchronised first and committed there afterwards. Whatever a crash left behind the committed rows
/// is cut off when the file is opened again.
///
/// One writer at a time; readers map the same file with ``VectorMatrix`` meanwhile. A writer never
/// shortens a file below its committed rows, so a map of them stays valid.
public final class VectorFile {
  /// Where the file lies.
  public let path: String
  /// Components in a row.
  public let dimension: Int
  /// Rows in the file: those committed at opening and those appended since.
  public private(set) var rowCount: Int

  private let descriptor: CInt
  private let bytesPerRow: Int

  /// Opens the file, or creates it where there is none, and cuts off what follows the committed rows.
  ///
  /// - Parameters:
  ///   - dimension: components in a row, at least 1.
  ///   - committedRows: the rows that the catalog counts on, 0 for a new file.
  /// - Throws: `VectorFileError`, `.tooShort` when committed rows are missing.
  public init(path: String, dimension: Int, committedRows: Int) throws(VectorFileError) {
    let size = try VectorLayout(path: path, rows: committedRows, dimension: dimension)
    var isNew = false
    var descriptor = open(path, O_RDWR | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT, committedRows == 0 {
      isNew = true
      descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { throw VectorFileError.last("open", path) }
    do throws(VectorFileError) {
      let length = try VectorLayout.length(of: descriptor, path: path)
      guard length >= size.bytes else {
        throw .tooShort(path: path, bytes: length, expected: size.bytes)
      }
      if length > size.bytes, ftruncate(descriptor, off_t(size.bytes)) != 0 {
        throw .last("cut off the uncommitted end of", path)
      }
      if isNew { try Self.synchronizeFolder(of: path) }
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.dimension = dimension
    self.rowCount = committedRows
    self.descriptor = descriptor
    self.bytesPerRow = size.bytesPerRow
  }

  deinit { close(descriptor) }

  /// Appends whole rows, `rows.count / dimension` of them.
  ///
  /// When it throws, the file has the rows it had before.
  public func append(_ rows: [Float]) throws(VectorFileError) {
    let result: Result<Void, VectorFileError> = rows.withUnsafeBufferPointer { components in
      Result { () throws(VectorFileError) in try append(components) }
    }
    try result.get()
  }

  /// Appends the rows of a matrix that are not in `skipping`, in their order: what compaction needs.
  public func append(
    rowsOf matrix: VectorMatrix, skipping: RowSet = RowSet()
  ) throws(VectorFileError) {
    guard matrix.dimension == dimension else {
      throw .partialRow(path: path, components: matrix.dimension, dimension: dimension)
    }
    var row = 0
    while row < matrix.count {
      guard !skipping.contains(row) else {
        row += 1
        continue
      }
      var end = row + 1
      while end < matrix.count, !skipping.contains(end) { end += 1 }
      let run = matrix.components(ofRows: row..<end)
      let result: Result<Void, VectorFileError> = withExtendedLifetime(matrix) {
        Result { () throws(VectorFileError) in try append(run) }
      }
      try result.get()
      row = end
    }
  }

  /// Returns once everything appended is on the disk, not only in the system's memory.
  public func synchronize() throws(VectorFileError) {
    while fdatasync(descriptor) != 0 {
      guard errno == EINTR else { throw .last("write", path) }
    }
  }

  private func append(_ components: UnsafeBufferPointer<Float>) throws(VectorFileError) {
    guard components.count.isMultiple(of: dimension) else {
      throw .partialRow(path: path, components: components.count, dimension: dimension)
    }
    let rows = components.count / dimension
    _ = try VectorLayout(path: path, rows: rowCount + rows, dimension: dimension)
    let start = rowCount * bytesPerRow
    let bytes = UnsafeRawBufferPointer(components)
    var written = 0
    while written < bytes.count {
      let step = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written,
        off_t(start + written))
      if step < 0, errno == EINTR { continue }
      guard step > 0 else {
        // A write of nothing without an error would loop for ever; it is what a full device may do.
        let code = step < 0 ? errno : ENOSPC
        // If this fails too, the torn end is cut off at the next opening.
        _ = ftruncate(descriptor, off_t(start))
        throw .system(operation: "write", path: path, code: code)
      }
      written += step
    }
    rowCount += rows
  }

  /// Makes the name of a new file outlast a power cut.
  private static func synchronizeFolder(of path: String) throws(VectorFileError) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open the folder of", path) }
    defer { close(descriptor) }
    // Some network file systems cannot synchronise folders and say EINVAL; nothing more can be done there.
    if fsync(descriptor) != 0, errno != EINVAL { throw .last("create", path) }
  }
}
