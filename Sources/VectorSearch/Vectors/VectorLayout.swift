import Glibc

#if !_endian(little)
  #error("Vector files are little-endian and are mapped as they are.")
#endif

/// The size of a vector file, computed without overflow before anything is mapped or allocated.
struct VectorLayout {
  /// Bytes in one row.
  let bytesPerRow: Int
  /// Bytes in all rows.
  let bytes: Int

  init(path: String, rows: Int, dimension: Int) throws(VectorFileError) {
    let (bytesPerRow, tooWide) = dimension.multipliedReportingOverflow(by: MemoryLayout<Float>.size)
    let (bytes, tooMany) = bytesPerRow.multipliedReportingOverflow(by: rows)
    guard rows >= 0, dimension >= 1, !tooWide, !tooMany else {
      throw .impossibleSize(path: path, rows: rows, dimension: dimension)
    }
    self.bytesPerRow = bytesPerRow
    self.bytes = bytes
  }

  /// The length in bytes of an open file, which must be a regular one.
  static func length(of descriptor: CInt, path: String) throws(VectorFileError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("inspect", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system(operation: "read", path: path, code: EINVAL)
    }
    return Int(status.st_size)
  }
}
