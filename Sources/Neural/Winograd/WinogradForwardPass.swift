/// A compiled forward pass: segments of steps, and what is read out of them.
final class WinogradForwardPass: ForwardPass {
  let kernels: [String]
  private let input: InputShape
  private let workers: WinogradWorkers
  private let segments: [WinogradSegment]
  private let taps: [WinogradTap]
  private let scratch: AlignedBuffer

  init(
    input: InputShape, workers: WinogradWorkers, segments: [WinogradSegment], taps: [WinogradTap],
    kernels: [String]
  ) throws {
    self.input = input
    self.workers = workers
    self.segments = segments
    self.taps = taps
    self.kernels = kernels
    let floats = segments.map { $0.scratchFloats(count: input.count, on: workers) }.max() ?? 0
    scratch = try AlignedBuffer(floatCount: floats)
  }

  func run(_ values: UnsafeBufferPointer<Float>) throws -> [Tensor] {
    guard let start = values.baseAddress, values.count == input.values else {
      throw NetworkError.wrongInputCount(expected: input.values, found: values.count)
    }
    let context = WinogradContext(workers: workers, input: start, scratch: scratch.floats)
    for segment in segments { segment.run(count: input.count, in: context) }
    return taps.map(\.tensor)
  }
}
