/// Which kernels train a network.
public enum TrainingKernelChoice: String, Sendable, CaseIterable {
  /// The fastest for the network on this machine.
  case automatic
  /// oneDNN's, which run everywhere.
  case oneDNN

  /// The kernels for an architecture.
  ///
  /// - Throws: ``NetworkError`` when the kernels asked for cannot be had.
  func kernels(for architecture: Architecture, threads: Int) throws -> any TrainingKernels {
    try OneDNNTrainingKernels(threads: threads)
  }

  /// The engine for layers that are frozen.
  var frozenEngine: any ComputeEngine {
    switch self {
    case .automatic: AutomaticEngine.shared
    case .oneDNN: OneDNNEngine.shared
    }
  }
}
