/// A network as a table: its input channels and its layers in order.
public struct Architecture: Sendable, Equatable {
  /// Channels of the input; 3 for colour photographs.
  public let inputChannels: Int
  /// The layers, first to last.
  public let layers: [Layer]

  /// Makes an architecture from its table.
  public init(inputChannels: Int, layers: [Layer]) {
    self.inputChannels = inputChannels
    self.layers = layers
  }

  /// The layers up to and including the last one that any of `names` needs: a forward pass stops there.
  ///
  /// - Throws: ``NetworkError/unknownLayer(name:known:)`` when a name is not in the table.
  public func truncated(afterLastOf names: [String]) throws -> Architecture {
    var end = 0
    for name in names {
      guard let index = layers.firstIndex(where: { $0.name == name }) else {
        throw NetworkError.unknownLayer(name: name, known: layers.map(\.name))
      }
      end = max(end, index + 1)
    }
    return Architecture(inputChannels: inputChannels, layers: Array(layers[..<end]))
  }

  /// Names of the layers with weights that a pass up to the last of `names` runs through.
  ///
  /// - Throws: ``NetworkError/unknownLayer(name:known:)``.
  public func weightedLayers(upTo names: [String]) throws -> [String] {
    try truncated(afterLastOf: names).weightedLayers
  }

  /// Names of the layers that have a kernel and a bias.
  public var weightedLayers: [String] {
    layers.compactMap {
      switch $0 {
      case .convolution(let name, _), .dense(let name, _): name
      case .maxPool: nil
      }
    }
  }
}
