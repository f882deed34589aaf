/// Floats in memory of their own.
final class OwnedFloats: @unchecked Sendable {
  // Sendable because whoever shares one writes to disjoint places, or not at all.

  let start: UnsafeMutablePointer<Float>
  let count: Int

  /// Memory for `count` floats, zero.
  init(count: Int) {
    self.count = count
    start = UnsafeMutablePointer<Float>.allocate(capacity: max(1, count))
    start.initialize(repeating: 0, count: max(1, count))
  }

  convenience init(_ floats: [Float]) {
    self.init(count: floats.count)
    floats.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { start.update(from: first, count: source.count) }
    }
  }

  deinit { start.deallocate() }

  var buffer: UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: start, count: count) }

  /// Stands in for the floats of a matrix without rows.
  static let nothing = OwnedFloats(count: 0)
}
