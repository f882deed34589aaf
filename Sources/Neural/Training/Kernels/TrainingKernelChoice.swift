/// Which kernels train a network.
public enum TrainingKernelChoice: String, Sendable, CaseIterable {
  /// The fastest for the network on this machine, as ``AutomaticEngine`` chooses.
  case automatic
  /// Own Winograd kernels: AVX-512, and widths that are multiples of 32.
  case winograd
  /// oneDNN's, which run everywhere.
  case oneDNN

  /// The kernels for an architecture.
  ///
  /// - Throws: ``NetworkError`` when the kernels asked for cannot be had.
  func kernels(for architecture: Architecture, threads: Int) throws -> any TrainingKernels {
    let refusal = WinogradEngine.shared.refusal(of: architecture, precision: .f32)
    switch self {
    case .automatic where refusal == nil && WinogradEngine.isOptimised:
      return try WinogradTrainingKernels(threads: threads)
    case .winograd:
      if let refusal { throw refusal }
      return try WinogradTrainingKernels(threads: threads)
    case .automatic, .oneDNN:
      return try OneDNNTrainingKernels(threads: threads)
    }
  }

  /// The engine for layers that are frozen.
  var frozenEngine: any ComputeEngine {
    switch self {
    case .automatic: AutomaticEngine.shared
    case .winograd: WinogradEngine.shared
    case .oneDNN: OneDNNEngine.shared
    }
  }
}
