import CWinograd

/// Backpropagation by own kernels for AVX-512: Winograd convolutions in all three directions.
///
/// The results do not depend on the number of threads, to the bit.
final class WinogradTrainingKernels: TrainingKernels {
  let name = WinogradEngine.shared.name
  private let workers: WinogradWorkers
  private let scratch: GrowingBuffer
  private var forwardKernels = PreparedKernels()
  private var turnedKernels = PreparedKernels()

  init(threads: Int) throws {
    workers = try WinogradWorkers(count: threads)
    scratch = try GrowingBuffer(byteCount: 0)
  }

  // MARK: Convolutions

  func convolve(_ source: TrainingMap, _ weights: LayerParameters, to output: TrainingMap) throws {
    var layer = Self.description(source.shape, filters: output.shape.channels)
    if source.shape.order == .channelsFirst {
      let scratch = try scratch(litho_first_scratch_floats(workers.handle, &layer))
      weights.withAddresses {
        litho_first_convolve(
          workers.handle, &layer, source.floats, $0.kernel, $0.bias, output.floats, scratch)
      }
      return
    }
    let kernel = try forwardKernels.kernel(
      of: weights.kernel, floats: litho_winograd_kernel_floats(layer.channels, layer.filters)
    ) {
      litho_winograd_prepare_kernel(workers.handle, layer.channels, layer.filters, $0, $1)
    }
    let scratch = try scratch(litho_winograd_scratch_floats(workers.handle, &layer))
    weights.withAddresses {
      litho_winograd_convolve(
        workers.handle, &layer, source.floats, kernel, $0.bias, output.floats, scratch)
    }
  }

  func convolveBack(
    _ gradient: TrainingMap, _ weights: LayerParameters, from source: TrainingMap,
    to sourceGradient: TrainingMap
  ) throws {
    let (channels, filters) = (source.shape.channels, gradient.shape.channels)
    // The layer's filters are what is summed over, and its channels what comes out.
    var turned = Self.description(gradient.shape, filters: channels)
    let kernel = try turnedKernels.kernel(
      of: weights.kernel, floats: litho_winograd_kernel_floats(filters, channels)
    ) {
      litho_winograd_prepare_turned_kernel(workers.handle, channels, filters, $0, $1)
    }
    let scratch = try scratch(litho_winograd_scratch_floats(workers.handle, &turned))
    litho_winograd_convolve_back(
      workers.handle, &turned, gradient.floats, kernel, source.floats, sourceGradient.floats, scratch)
  }

  func addConvolutionGradient(
    _ gradient: TrainingMap, from source: TrainingMap, to weights: LayerParameters
  ) throws {
    var layer = Self.description(source.shape, filters: gradient.shape.channels)
    if source.shape.order == .channelsFirst {
      let scratch = try scratch(litho_first_gradient_scratch_floats(workers.handle, &layer))
      weights.withGradientAddresses {
        litho_first_add_kernel_gradient(
          workers.handle, &layer, source.floats, gradient.floats, $0.kernel, $0.bias, scratch)
      }
      return
    }
    let scratch = try scratch(litho_winograd_gradient_scratch_floats(&layer))
    weights.withGradientAddresses {
      litho_winograd_add_kernel_gradient(
        workers.handle, &layer, source.floats, gradient.floats, $0.kernel, $0.bias, scratch)
    }
  }

  // MARK: Poolings

  func maxPool(_ source: TrainingMap, to output: TrainingMap) throws {
    let shape = source.shape
    litho_max_pool(
      workers.handle, shape.images, shape.height, shape.width, shape.channels, source.floats, output.floats)
  }

  func maxPoolBack(_ gradient: TrainingMap, from source: TrainingMap, to sourceGradient: TrainingMap) throws {
    let shape = source.shape
    litho_max_pool_back(
      workers.handle, shape.images, shape.height, shape.width, shape.channels, gradient.floats,
      source.floats, sourceGradient.floats)
  }

  // MARK: Dense layers

  func dense(_ source: TrainingMap, _ weights: LayerParameters, to output: TrainingMap) throws {
    weights.withAddresses {
      litho_dense(
        workers.handle, source.shape.images, source.shape.valuesPerImage, output.shape.channels,
        source.floats, $0.kernel, $0.bias, output.floats)
    }
  }

  func denseBack(
    _ gradient: TrainingMap, _ weights: LayerParameters, from source: TrainingMap,
    to sourceGradient: TrainingMap
  ) throws {
    weights.withAddresses {
      litho_dense_back(
        workers.handle, source.shape.images, source.shape.valuesPerImage, gradient.shape.channels,
        gradient.floats, $0.kernel, source.floats, sourceGradient.floats)
    }
  }

  func addDenseGradient(
    _ gradient: TrainingMap, from source: TrainingMap, to weights: LayerParameters
  ) throws {
    weights.withGradientAddresses {
      litho_dense_add_gradient(
        workers.handle, source.shape.images, source.shape.valuesPerImage, gradient.shape.channels,
        source.floats, gradient.floats, $0.kernel, $0.bias)
    }
  }

  // MARK: Parts of a call

  private static func description(_ source: MapShape, filters: Int) -> litho_convolution {
    litho_convolution(
      images: source.images, height: source.height, width: source.width, channels: source.channels,
      filters: filters, pooled: false)
  }

  /// Working memory for one call at a time.
  private func scratch(_ floats: Int) throws -> UnsafeMutablePointer<Float> {
    try scratch.grow(to: floats * MemoryLayout<Float>.stride)
    return scratch.floats
  }
}
