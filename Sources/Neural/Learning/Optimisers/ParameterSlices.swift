import Dispatch

/// Shares a loop over the numbers of a parameter among the cores.
///
/// Slices are of one size whatever the number of threads, and no number depends on another: the result does not
/// depend on who computes what.
enum ParameterSlices {
  /// 65,536 numbers: 256 KiB of each array, long enough for the start of a task not to matter.
  private static let size = 1 << 16

  /// Calls `body` with ranges that make up `0..<count`, several at once.
  static func forEach(of count: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard count > size else { return body(0..<count) }
    DispatchQueue.concurrentPerform(iterations: (count + size - 1) / size) { slice in
      body(slice * size..<min((slice + 1) * size, count))
    }
  }
}
