import CWinograd

/// What the forward passes of one network have in common, whatever their input shapes: layers and taps, threads,
/// kernels in the form the steps take, and the memory for maps.
///
/// A transformed kernel is four times as large as the kernel it is made from; all of VGG16's take some 235 MB.
final class WinogradModel {
  let architecture: Architecture
  let taps: [Tap]
  let workers: WinogradWorkers
  let buffers = SharedBuffers()

  private let weights: Weights
  private var transformedKernels: [String: AlignedBuffer] = [:]
  /// Tensors as they are, in memory of their own.
  private var copies: [String: AlignedBuffer] = [:]

  init(_ architecture: Architecture, weights: Weights, taps: [Tap], threads: Int) throws {
    self.architecture = architecture
    self.weights = weights
    self.taps = taps
    workers = try WinogradWorkers(count: threads)
  }

  /// A layer's kernel as the weights have it.
  ///
  /// - Throws: ``NetworkError`` when it has another shape, or the weights' own error.
  func kernel(of layer: String, _ shape: [Int]) throws -> WeightTensor {
    try tensor("\(layer)/kernel", of: layer, shape)
  }

  /// The kernel of the first convolution, `[3, 3, channels, filters]`.
  func firstKernel(of layer: String, channels: Int, filters: Int) throws -> AlignedBuffer {
    try copy("\(layer)/kernel", of: layer, [3, 3, channels, filters])
  }

  /// A layer's bias, `[count]`.
  func bias(of layer: String, count: Int) throws -> AlignedBuffer {
    try copy("\(layer)/bias", of: layer, [count])
  }

  /// The kernel of a Winograd convolution, transformed when it is first asked for.
  func transformedKernel(of layer: String, channels: Int, filters: Int) throws -> AlignedBuffer {
    if let kernel = transformedKernels[layer] { return kernel }
    let kernel = try kernel(of: layer, [3, 3, channels, filters])
    let transformed = try AlignedBuffer(floatCount: litho_winograd_kernel_floats(channels, filters))
    kernel.withUnsafeFloats {
      litho_winograd_prepare_kernel(workers.handle, channels, filters, $0.baseAddress, transformed.floats)
    }
    transformedKernels[layer] = transformed
    return transformed
  }

  private func copy(_ name: String, of layer: String, _ shape: [Int]) throws -> AlignedBuffer {
    if let copy = copies[name] { return copy }
    let tensor = try tensor(name, of: layer, shape)
    let copy = try AlignedBuffer(floatCount: tensor.count)
    tensor.withUnsafeFloats { values in
      if let start = values.baseAddress { copy.floats.update(from: start, count: values.count) }
    }
    copies[name] = copy
    return copy
  }

  private func tensor(_ name: String, of layer: String, _ shape: [Int]) throws -> WeightTensor {
    let tensor = try weights.tensor(named: name)
    guard tensor.shape == shape else {
      throw NetworkError.mismatch(in: layer, expected: shape, found: tensor.shape)
    }
    return tensor
  }
}
