/// The fastest engine for a network on this machine: own Winograd kernels where they fit, oneDNN elsewhere.
public final class AutomaticEngine: ComputeEngine {
  /// The one engine of this process; it has no state of its own.
  public static let shared = AutomaticEngine()

  private init() {}

  /// The name of the engine that runs VGG16 in 32-bit floats here.
  public var name: String { engine(for: VGG16.architecture, precision: .f32).name }

  /// The engine that ``compile(_:weights:input:taps:precision:workload:threads:)`` chooses.
  ///
  /// Unoptimised builds choose oneDNN, whose kernels are fast in any build.
  public func engine(for architecture: Architecture, precision: Precision) -> any ComputeEngine {
    let winograd = WinogradEngine.shared
    guard WinogradEngine.isOptimised, winograd.refusal(of: architecture, precision: precision) == nil else {
      return OneDNNEngine.shared
    }
    return winograd
  }

  /// Prepares a forward pass; see ``ComputeEngine/compile(_:weights:input:taps:precision:workload:threads:)``.
  public func compile(
    _ architecture: Architecture, weights: Weights, input: InputShape, taps: [Tap], precision: Precision,
    workload: Workload, threads: Int
  ) throws -> any ForwardPass {
    try engine(for: architecture, precision: precision).compile(
      architecture, weights: weights, input: input, taps: taps, precision: precision, workload: workload,
      threads: threads)
  }
}
