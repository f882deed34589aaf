import CWinograd

/// The first convolution, computed directly from the batch as the caller gave it.
struct WinogradFirstConvolution: WinogradStep {
  private let input: InputShape
  private let kernel: AlignedBuffer
  private let bias: AlignedBuffer
  private let destination: WinogradMap

  init(_ input: InputShape, kernel: AlignedBuffer, bias: AlignedBuffer, to destination: WinogradMap) {
    self.input = input
    self.kernel = kernel
    self.bias = bias
    self.destination = destination
  }

  func scratchFloats(images: Int, on workers: WinogradWorkers) -> Int {
    var layer = description(images: images)
    return litho_first_scratch_floats(workers.handle, &layer)
  }

  func run(_ images: Range<Int>, in context: WinogradContext) {
    var layer = description(images: images.count)
    litho_first_convolve(
      context.workers.handle, &layer, context.input + images.lowerBound * input.valuesPerImage,
      kernel.floats, bias.floats, destination.floats(of: images), context.scratch)
  }

  private func description(images: Int) -> litho_convolution {
    litho_convolution(
      images: images, height: input.height, width: input.width, channels: input.channels,
      filters: destination.shape.channels, pooled: false)
  }
}
