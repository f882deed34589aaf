import CVectorKernels

/// The rows of a matrix once more in a smaller number format, each with a bound on what that costs.
///
/// A search reads them instead of the matrix: a quarter of the bytes, or a half. The bound says which rows may
/// belong to the answer, and only those are read in full precision; so the answer is exactly that of the matrix.
///
/// With a byte for each component a row is `x ≈ m + s · c`, where `m` is the rows' mean, `s` the row's largest
/// component beside it ÷ 127, and `c` are whole numbers; the inner product of a unit query with `x` differs from that
/// with `m + s · c` by at most `‖x − m − s · c‖`.
public final class CompactRows: @unchecked Sendable {
  // Sendable because every property is constant and the mapped memory is never written after `init`.

  /// A number format.
  public enum Format: String, Sendable, CaseIterable {
    /// Half-precision floats (IEEE 754 binary16).
    case f16
    /// Bytes and a scale for each row.
    case int8
  }

  /// The numbers' format.
  public let format: Format
  /// The number of rows.
  public let count: Int
  /// Components in a row.
  public let dimension: Int

  let layout: CompactLayout
  private let memory: MappedMemory

  init(_ layout: CompactLayout, _ memory: MappedMemory) {
    self.layout = layout
    self.memory = memory
    format = layout.format
    count = layout.count
    dimension = layout.dimension
  }

  /// Encodes the rows of a matrix into memory.
  ///
  /// - Parameter threads: at least 1.
  /// - Throws: `IndexFileError` when memory is short, or rows are wider than ``widestRow``.
  public convenience init(of matrix: VectorMatrix, format: Format, threads: Int = 1) throws(IndexFileError) {
    let layout = try CompactLayout(
      format, count: matrix.count, dimension: matrix.dimension, path: "in memory")
    let memory = try MappedMemory(bytes: layout.bytes)
    CompactEncoding(layout, into: memory.start).encode(matrix, threads: threads)
    self.init(layout, memory)
  }

  /// More components than this would not fit into the sums of products.
  public static let widestRow = 1 << 16

  /// Bytes that all rows take, the bounds included.
  public var bytes: Int { layout.bytes - CompactLayout.headerBytes }

  /// Whether this processor searches compact rows faster than those of the matrix: it needs AVX-512 with VNNI.
  /// Elsewhere answers are the same and slow.
  public static var pay: Bool { litho_bytes_are_fast() }

  /// The rows as the kernels take them; valid as long as this object lives.
  var byteRows: litho_byte_rows {
    litho_byte_rows(
      codes: UnsafePointer((memory.start + layout.codes).assumingMemoryBound(to: UInt8.self)),
      scales: floats(layout.scales), errors: floats(layout.errors), count: count, stride: layout.stride)
  }

  /// The mean that rows of bytes leave out.
  var mean: UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: floats(layout.mean), count: format == .int8 ? dimension : 0)
  }

  var halfRows: litho_half_rows {
    litho_half_rows(
      halves: UnsafePointer((memory.start + layout.codes).assumingMemoryBound(to: UInt16.self)),
      errors: floats(layout.errors), count: count, stride: layout.stride)
  }

  private func floats(_ offset: Int) -> UnsafePointer<Float> {
    UnsafePointer((memory.start + offset).assumingMemoryBound(to: Float.self))
  }
}
