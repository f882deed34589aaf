import Neural

/// One network for inputs of many shapes, which share its weights and buffers.
final class ShapedNetworks {
  /// Shapes that stay ready: where resizing costs, it costs tens of milliseconds and up to a copy of some weights.
  private static let mostKept = 8

  private let compile: (InputShape) throws -> Network
  /// What was used last comes last.
  private var recent: [Network] = []

  /// - Parameter compile: makes the network for the first shape that is asked for.
  init(compile: @escaping (InputShape) throws -> Network) {
    self.compile = compile
  }

  /// The network, ready for a batch of this shape.
  ///
  /// - Throws: the network's error.
  func network(for shape: InputShape) throws -> Network {
    let network: Network
    if let place = recent.firstIndex(where: { $0.input == shape }) {
      network = recent.remove(at: place)
    } else {
      network = try recent.last?.resized(to: shape) ?? compile(shape)
      if recent.count == Self.mostKept { recent.removeFirst() }
    }
    recent.append(network)
    return network
  }
}
