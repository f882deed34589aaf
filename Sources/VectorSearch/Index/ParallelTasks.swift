import Dispatch

/// Work that is split into tasks, all at once.
enum ParallelTasks {
  /// The outputs of `count` tasks, in their order; a single one runs on the caller's thread.
  static func map<Output: Sendable>(
    _ count: Int, _ body: @Sendable (_ task: Int, _ count: Int) -> Output
  ) -> [Output] {
    if count == 1 { return [body(0, 1)] }
    var outputs = [Output?](repeating: nil, count: count)
    outputs.withUnsafeMutableBufferPointer { places in
      // Each task writes a place of its own.
      nonisolated(unsafe) let places = places
      DispatchQueue.concurrentPerform(iterations: count) { places[$0] = body($0, count) }
    }
    return outputs.compactMap(\.self)
  }
}
