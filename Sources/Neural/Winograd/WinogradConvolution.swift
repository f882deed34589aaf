import CWinograd

/// A 3×3 convolution with bias and ReLU, by Winograd's method, and the 2×2 maximum pooling after it when
/// nobody listens between the two.
struct WinogradConvolution: WinogradStep {
  private let kernel: AlignedBuffer
  private let bias: AlignedBuffer
  private let pooled: Bool
  private let source: WinogradMap
  private let destination: WinogradMap

  /// - Parameters:
  ///   - kernel: HWIO, with as many inputs as `source` has channels and outputs as `destination` has.
  init(
    kernel: WeightTensor, bias: AlignedBuffer, pooled: Bool, from source: WinogradMap,
    to destination: WinogradMap, on workers: WinogradWorkers
  ) throws {
    let (channels, filters) = (source.shape.channels, destination.shape.channels)
    precondition(kernel.shape == [3, 3, channels, filters], "a kernel of another shape")
    let prepared = try AlignedBuffer(floatCount: litho_winograd_kernel_floats(channels, filters))
    kernel.withUnsafeFloats {
      litho_winograd_prepare_kernel(workers.handle, channels, filters, $0.baseAddress, prepared.floats)
    }
    self.kernel = prepared
    self.bias = bias
    self.pooled = pooled
    self.source = source
    self.destination = destination
  }

  func scratchFloats(images: Int, on workers: WinogradWorkers) -> Int {
    var layer = description(images: images)
    return litho_winograd_scratch_floats(workers.handle, &layer)
  }

  func run(_ images: Range<Int>, in context: WinogradContext) {
    var layer = description(images: images.count)
    litho_winograd_convolve(
      context.workers.handle, &layer, source.floats(of: images), kernel.floats, bias.floats,
      destination.floats(of: images), context.scratch)
  }

  private func description(images: Int) -> litho_convolution {
    litho_convolution(
      images: images, height: source.shape.height, width: source.shape.width,
      channels: source.shape.channels, filters: destination.shape.channels, pooled: pooled)
  }
}
