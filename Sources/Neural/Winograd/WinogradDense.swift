import CWinograd

/// A dense layer with bias and ReLU.
///
/// Its kernel stays where the weights have it, mapped or in memory: a copy in another layout would double the
/// 411 MB of fc1 and gain nothing, since the time goes into reading it once a batch. Maps lie channels last,
/// the order in which Keras flattens.
struct WinogradDense: WinogradStep {
  let kernel: WeightTensor
  let bias: AlignedBuffer
  let source: WinogradMap
  let destination: WinogradMap

  func run(_ images: Range<Int>, in context: WinogradContext) {
    let (inputs, units) = (source.shape.floats, destination.shape.floats)
    precondition(kernel.shape == [inputs, units], "a kernel of another shape")
    kernel.withUnsafeFloats {
      litho_dense(
        context.workers.handle, images.count, inputs, units, source.floats(of: images), $0.baseAddress,
        bias.floats, destination.floats(of: images))
    }
  }
}
