import CVectorKernels

/// Writes rows in a smaller number format to where a layout wants them.
struct CompactEncoding: @unchecked Sendable {
  // Sendable because each thread writes rows of its own.

  private let layout: CompactLayout
  private let start: UnsafeMutableRawPointer

  /// Rows that a thread encodes at a time.
  private static let block = 1024

  /// - Parameter start: `layout.bytes` bytes that stay where they are meanwhile.
  init(_ layout: CompactLayout, into start: UnsafeMutableRawPointer) {
    self.layout = layout
    self.start = start
  }

  /// Rows that the mean is taken of, evenly spread: any vector near the middle of the rows serves.
  private static let meanRows = 8192

  /// Encodes all rows.
  func encode(_ matrix: VectorMatrix, threads: Int) {
    if layout.format == .int8 { writeMean(of: matrix) }
    let blocks = (layout.count + Self.block - 1) / Self.block
    let tasks = max(1, min(threads, blocks))
    withExtendedLifetime(matrix) {
      _ = ParallelTasks.map(tasks) { task, tasks in
        for block in blocks * task / tasks..<blocks * (task + 1) / tasks {
          for row in block * Self.block..<min((block + 1) * Self.block, layout.count) { encode(row, matrix) }
        }
      }
    }
  }

  private var mean: UnsafeMutablePointer<Float> {
    (start + layout.mean).assumingMemoryBound(to: Float.self)
  }

  private func writeMean(of matrix: VectorMatrix) {
    var sums = [Double](repeating: 0, count: layout.dimension)
    var rows = 0.0
    let step = max(1, layout.count / Self.meanRows)
    for row in stride(from: 0, to: layout.count, by: step) {
      matrix.withRow(row) { components in
        guard components.allSatisfy(\.isFinite) else { return }
        for (place, component) in components.enumerated() { sums[place] += Double(component) }
        rows += 1
      }
    }
    for (place, sum) in sums.enumerated() { mean[place] = rows > 0 ? Float(sum / rows) : 0 }
  }

  private func encode(_ row: Int, _ matrix: VectorMatrix) {
    let source = matrix.base + row * layout.dimension
    let target = start + layout.codes + row * layout.rowBytes
    let errors = (start + layout.errors).assumingMemoryBound(to: Float.self)
    switch layout.format {
    case .int8:
      let scales = (start + layout.scales).assumingMemoryBound(to: Float.self)
      scales[row] = litho_encode_bytes(
        source, mean, layout.dimension, layout.stride, target.assumingMemoryBound(to: UInt8.self),
        errors + row)
    case .f16:
      litho_encode_halves(
        source, layout.dimension, layout.stride, target.assumingMemoryBound(to: UInt16.self), errors + row)
    }
  }
}
