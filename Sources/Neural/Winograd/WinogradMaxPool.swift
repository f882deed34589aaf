import CWinograd

/// A 2×2 maximum pooling after a layer that somebody listens to.
struct WinogradMaxPool: WinogradStep {
  let source: WinogradMap
  let destination: WinogradMap

  func run(_ images: Range<Int>, in context: WinogradContext) {
    let shape = source.shape
    litho_max_pool(
      context.workers.handle, images.count, shape.height, shape.width, shape.channels,
      source.floats(of: images), destination.floats(of: images))
  }
}
