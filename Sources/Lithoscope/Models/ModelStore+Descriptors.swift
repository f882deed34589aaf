import Descriptors
import Neural

extension ModelStore {
  /// Opens and verifies what descriptors need of VGG16, and no more; nil when pixels are enough for all.
  ///
  /// - Throws: ``ModelError`` with the command that gets a missing model.
  func open(for descriptors: [Descriptor]) throws -> Weights? {
    let model = descriptors.map(\.model).max() ?? .none
    guard model != .none else { return nil }
    let layers = try VGG16.architecture.weightedLayers(upTo: descriptors.flatMap(\.taps).map(\.layer))
    return try open(model.rawValue, layers: layers)
  }

  /// The largest part of VGG16 that is installed.
  var largestInstalled: Descriptor.Model {
    let installed = list().filter { $0.path != nil }.map(\.name)
    return [Descriptor.Model.full, .convolutions].first { installed.contains($0.rawValue) } ?? .none
  }
}
