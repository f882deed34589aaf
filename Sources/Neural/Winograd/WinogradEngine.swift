import CWinograd

/// The processor, as Lithoscope's own kernels drive it: Winograd convolutions for AVX-512, in 32-bit floats.
///
/// A batch is taken through the wide layers one image at a time, so that maps stay in the processor's caches;
/// the result for an image does not depend on its batch, its place in it or the number of threads, to the bit.
///
/// The convolutions are F(4×4, 3×3) of Lavin & Gray, "Fast algorithms for convolutional neural networks",
/// CVPR 2016.
public final class WinogradEngine: ComputeEngine {
  /// The one engine of this process; it has no state of its own.
  public static let shared = WinogradEngine()

  /// The engine's name.
  public let name = "Lithoscope Winograd, AVX-512"

  private init() {}

  /// Whether this machine runs the engine: an x86-64 processor with AVX-512.
  public static var isAvailable: Bool { litho_winograd_available() }

  /// Whether the kernels were compiled with optimisation. In a debug build they are right but slow, and
  /// oneDNN is the better choice.
  public static var isOptimised: Bool { litho_winograd_optimised() }

  /// Why the engine cannot run a network on this machine, or nil when it can.
  ///
  /// Convolutions and dense layers must have multiples of 32 filters and units, and the first layer must be a
  /// convolution.
  public func refusal(of architecture: Architecture, precision: Precision) -> NetworkError? {
    guard precision == .f32 else {
      return .precisionUnavailable(precision, reason: "the Winograd engine computes in 32-bit floats")
    }
    guard Self.isAvailable else { return refusal("the processor has no AVX-512") }
    guard case .convolution = architecture.layers.first, architecture.inputChannels > 0 else {
      return refusal("its first layer is not a convolution")
    }
    let multiple = Int(LITHO_CHANNEL_MULTIPLE)
    var isFlat = false
    for layer in architecture.layers {
      switch layer {
      case .convolution(let name, let width), .dense(let name, let width):
        guard width > 0, width.isMultiple(of: multiple) else {
          return refusal("\(name) is \(width) wide, which is not a multiple of \(multiple)")
        }
      case .maxPool: break
      }
      if case .dense = layer {
        isFlat = true
      } else if isFlat {
        return refusal("\(layer.name) follows a dense layer")
      }
    }
    return nil
  }

  private func refusal(_ reason: String) -> NetworkError {
    .engineUnsuitable(engine: name, reason: reason)
  }

  /// Prepares a forward pass; see ``ComputeEngine/compile(_:weights:input:taps:precision:workload:threads:)``.
  ///
  /// Transforming the kernels takes some tens of milliseconds, less than what the first image gains by it:
  /// the workload makes no difference.
  public func compile(
    _ architecture: Architecture, weights: Weights, input: InputShape, taps: [Tap], precision: Precision,
    workload: Workload, threads: Int
  ) throws -> any ForwardPass {
    if let refusal = refusal(of: architecture, precision: precision) { throw refusal }
    let model = try WinogradModel(architecture, weights: weights, taps: taps, threads: threads)
    var builder = WinogradPassBuilder(model, input: input)
    return try builder.build()
  }
}
