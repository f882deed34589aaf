import Glibc

/// Vectors as the rows of a matrix `[count × dimension]`, mapped read-only from a file.
///
/// Opening takes microseconds whatever the size: the system reads a page when it is first touched. The
/// map covers the rows that were committed when it was made; rows appended since belong to a later map.
/// Vector files only grow, and a compacted one gets a new name, so what is mapped never changes.
public final class VectorMatrix: @unchecked Sendable {
  // Sendable because every property is constant and the mapped memory is never written after `init`.

  /// The number of rows.
  public let count: Int
  /// Components in a row.
  public let dimension: Int
  /// The first component of the first row; valid as long as the matrix lives.
  let base: UnsafePointer<Float>

  private let mapping: UnsafeMutableRawPointer?
  private let mappedBytes: Int
  /// The matrix that these rows belong to, where they are some of another's.
  private let whole: VectorMatrix?

  /// Maps the first `rows` rows of a vector file.
  ///
  /// - Parameters:
  ///   - dimension: components in a row, at least 1.
  ///   - rows: the committed rows; the file may have more.
  /// - Throws: `VectorFileError`, `.tooShort` when the file has less than `rows` rows.
  public init(path: String, dimension: Int, rows: Int) throws(VectorFileError) {
    let layout = try VectorLayout(path: path, rows: rows, dimension: dimension)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open", path) }
    // The map outlives the file descriptor.
    defer { close(descriptor) }
    let length = try VectorLayout.length(of: descriptor, path: path)
    guard length >= layout.bytes else {
      throw .tooShort(path: path, bytes: length, expected: layout.bytes)
    }
    mapping = try Self.map(layout.bytes, PROT_READ, MAP_SHARED, descriptor, path)
    mappedBytes = layout.bytes
    whole = nil
    count = rows
    self.dimension = dimension
    base = Self.floats(mapping)
  }

  /// A matrix in memory, made from the components of its rows, one row after the other.
  ///
  /// - Parameters:
  ///   - components: a multiple of `dimension` numbers.
  ///   - dimension: components in a row, at least 1.
  /// - Throws: `VectorFileError` when memory is short or the components are not whole rows.
  public init(components: [Float], dimension: Int) throws(VectorFileError) {
    let name = "in memory"
    guard dimension >= 1, components.count.isMultiple(of: dimension) else {
      throw .partialRow(path: name, components: components.count, dimension: dimension)
    }
    let bytes = components.count * MemoryLayout<Float>.size
    let mapping = try Self.map(bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, name)
    components.withUnsafeBytes { source in
      if let mapping, let start = source.baseAddress { memcpy(mapping, start, source.count) }
    }
    self.mapping = mapping
    mappedBytes = bytes
    whole = nil
    count = components.count / dimension
    self.dimension = dimension
    base = Self.floats(mapping)
  }

  /// Consecutive rows of another matrix, numbered from 0; nothing is copied, and the other one is kept.
  ///
  /// - Parameter rows: within the other matrix.
  public init(rows: Range<Int>, of whole: VectorMatrix) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= whole.count, "row out of range")
    self.whole = whole
    mapping = nil
    mappedBytes = 0
    count = rows.count
    dimension = whole.dimension
    base = whole.base + rows.lowerBound * whole.dimension
  }

  deinit {
    if let mapping { munmap(mapping, mappedBytes) }
  }

  /// A copy of one row, `dimension` numbers.
  public func row(_ index: Int) -> [Float] {
    withRow(index) { Array($0) }
  }

  /// Calls `body` with one row, `dimension` numbers, which must not be used after it returns.
  public func withRow<Output>(
    _ index: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Output
  ) rethrows -> Output {
    try withExtendedLifetime(self) { try body(components(ofRows: index..<index + 1)) }
  }

  /// Calls `body` with the components of consecutive rows, one row after the other.
  ///
  /// They stay in place and unchanged as long as the matrix lives; whoever keeps them after `body` returns
  /// keeps the matrix.
  public func withRows<Output>(
    _ rows: Range<Int>, _ body: (UnsafeBufferPointer<Float>) throws -> Output
  ) rethrows -> Output {
    try withExtendedLifetime(self) { try body(components(ofRows: rows)) }
  }

  /// The components of consecutive rows; valid as long as the matrix lives.
  func components(ofRows rows: Range<Int>) -> UnsafeBufferPointer<Float> {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "row out of range")
    return UnsafeBufferPointer(start: base + rows.lowerBound * dimension, count: rows.count * dimension)
  }

  /// Maps `bytes` bytes; `nil` for none, which the system would refuse to map.
  private static func map(
    _ bytes: Int, _ protection: CInt, _ flags: CInt, _ descriptor: CInt, _ path: String
  ) throws(VectorFileError) -> UnsafeMutableRawPointer? {
    guard bytes > 0 else { return nil }
    let mapping = mmap(nil, bytes, protection, flags, descriptor, 0)
    guard let mapping, mapping != MAP_FAILED else { throw .last("map", path) }
    return mapping
  }

  /// The mapping as floats; an empty matrix gets an address that is never read.
  private static func floats(_ mapping: UnsafeMutableRawPointer?) -> UnsafePointer<Float> {
    if let mapping { return UnsafePointer(mapping.assumingMemoryBound(to: Float.self)) }
    return UnsafePointer(emptyRow)
  }

  // Never written and never freed: it stands in for the rows of every empty matrix.
  private nonisolated(unsafe) static let emptyRow = UnsafeMutablePointer<Float>.allocate(capacity: 1)
}
