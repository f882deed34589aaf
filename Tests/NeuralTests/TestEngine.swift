import Testing

@testable import Neural

/// The engines of this machine, as arguments of tests.
enum TestEngine: String, CaseIterable, CustomTestStringConvertible {
  case oneDNN
  case winograd

  static var available: [TestEngine] { WinogradEngine.isAvailable ? allCases : [.oneDNN] }
  var testDescription: String { rawValue }

  var engine: any ComputeEngine {
    switch self {
    case .oneDNN: OneDNNEngine.shared
    case .winograd: WinogradEngine.shared
    }
  }
}
