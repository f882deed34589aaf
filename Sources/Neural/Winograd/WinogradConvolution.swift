import CWinograd

/// A 3×3 convolution with bias and ReLU, by Winograd's method, and the 2×2 maximum pooling after it when
/// nobody listens between the two.
struct WinogradConvolution: WinogradStep {
  /// Transformed for as many inputs as `source` has channels and outputs as `destination` has.
  let kernel: AlignedBuffer
  let bias: AlignedBuffer
  let pooled: Bool
  let source: WinogradMap
  let destination: WinogradMap

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
