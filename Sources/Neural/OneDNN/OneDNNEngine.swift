import COneDNN

/// The processor, as oneDNN drives it.
public final class OneDNNEngine: ComputeEngine {
  /// The one engine of this process; it has no state of its own.
  public static let shared = OneDNNEngine()

  /// The library's name and version, such as `oneDNN 2.6.3`.
  public var name: String {
    guard let version = dnnl_version()?.pointee else { return "oneDNN" }
    return "oneDNN \(version.major).\(version.minor).\(version.patch)"
  }

  private init() {}

  /// Prepares a forward pass; see ``ComputeEngine/compile(_:weights:input:taps:precision:workload:threads:)``.
  public func compile(
    _ architecture: Architecture, weights: Weights, input: InputShape, taps: [Tap], precision: Precision,
    workload: Workload, threads: Int
  ) throws -> any ForwardPass {
    if precision == .bf16, !Processor.hasBF16 {
      throw NetworkError.precisionUnavailable(
        .bf16, reason: "the processor has no BF16 instructions (\(Processor.instructionSet))")
    }
    let model = try OneDNNModel(
      architecture, weights: weights, taps: taps, precision: precision, workload: workload, threads: threads)
    var builder = OneDNNPassBuilder(model)
    return try builder.build(input)
  }
}
