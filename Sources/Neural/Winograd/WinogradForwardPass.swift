/// A compiled forward pass: segments of steps, and what is read out of them.
final class WinogradForwardPass: ForwardPass {
  let kernels: [String]
  private let input: InputShape
  private let model: WinogradModel
  private let segments: [WinogradSegment]
  private let results: [WinogradResult]
  private let scratch: GrowingBuffer

  init(
    _ model: WinogradModel, input: InputShape, segments: [WinogradSegment], results: [WinogradResult],
    kernels: [String]
  ) throws {
    self.model = model
    self.input = input
    self.segments = segments
    self.results = results
    self.kernels = kernels
    let floats = segments.map { $0.scratchFloats(count: input.count, on: model.workers) }.max() ?? 0
    scratch = try model.buffers.buffer(.scratch, floatCount: floats)
  }

  func run(_ values: UnsafeBufferPointer<Float>) throws -> [Tensor] {
    guard let start = values.baseAddress, values.count == input.values else {
      throw NetworkError.wrongInputCount(expected: input.values, found: values.count)
    }
    let context = WinogradContext(workers: model.workers, input: start, scratch: scratch.floats)
    for segment in segments { segment.run(count: input.count, in: context) }
    return results.map(\.tensor)
  }

  func resized(to input: InputShape) throws -> any ForwardPass {
    var builder = WinogradPassBuilder(model, input: input)
    return try builder.build()
  }
}
