import CVectorKernels

/// A unit query, and what comparing it with compact rows needs of it.
struct PreparedQuery: Sendable {
  /// Length 1.
  let unit: [Float]
  /// The query padded with zeros to the rows' stride, for rows of halves.
  let padded: [Float]
  /// The query in two levels of bytes, for rows of bytes.
  let bytes: ByteQuery?

  init(_ unit: [Float], for rows: CompactRows?) {
    self.unit = unit
    padded =
      rows?.format == .f16 ? unit + [Float](repeating: 0, count: (rows?.layout.stride ?? 0) - unit.count) : []
    bytes = rows.flatMap { $0.format == .int8 ? ByteQuery(unit, for: $0) : nil }
  }
}
