import Neural

/// What the name of one component says, without its weight.
struct ComponentName {
  let source: DescriptorSource

  /// Reads a component's name.
  ///
  /// - Parameter afterLayer: whether one of VGG16's layers came before, so that this one needs no prefix.
  init(_ name: String, afterLayer: Bool) throws(DescriptorNameError) {
    switch name {
    case "rgb-histogram": source = .rgbHistogram
    case "lab-histogram", "colour": source = .labHistogram
    case "lbp", "texture": source = .texture
    case "thumbnail": source = .thumbnail
    case "deep": source = .network(Tap(layer: "block4_conv3", pooling: .average))
    case _ where name.hasPrefix(DescriptorSource.networkPrefix):
      source = try Self.layer(String(name.dropFirst(DescriptorSource.networkPrefix.count)), in: name)
    case _ where ["block", DescriptorSource.lastPool.name, "fc"].contains(where: name.hasPrefix):
      guard afterLayer else { throw .prefixMissing(name) }
      source = try Self.layer(name, in: name)
    case _ where DescriptorPreset.all.contains { $0.name == name }: throw .presetInside(name)
    default: throw .unknown(name)
    }
  }

  /// Layers that are read out as they are, by the names they have here.
  private static let unpooled = [
    DescriptorSource.lastPool.name: DescriptorSource.lastPool.layer, "fc1": "fc1", "fc2": "fc2",
  ]

  private static func layer(_ text: String, in name: String) throws(DescriptorNameError) -> DescriptorSource {
    let halves = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let pooling = halves.count == 2 ? halves[1] : nil
    if let layer = Self.unpooled[halves[0]] {
      guard pooling == nil else { throw .poolingOfAll(layer: halves[0]) }
      return .network(Tap(layer: layer, pooling: .none))
    }
    guard let layer = convolution(halves[0]) else { throw .unknownLayer(halves[0]) }
    do {
      let pooling = try pooling.map { try Pooling(named: $0) } ?? .average
      guard pooling != .none else { throw PoolingError.unknown("none") }
      return .network(Tap(layer: layer, pooling: pooling))
    } catch PoolingError.exponent(let exponent) {
      throw .exponent("\(exponent)", component: name)
    } catch {
      throw .pooling(pooling ?? "", component: name)
    }
  }

  /// The convolution that is meant, of a block the last.
  private static func convolution(_ name: String) -> String? {
    let names = VGG16.architecture.layers.compactMap { layer in
      if case .convolution(let name, _) = layer { name } else { nil }
    }
    return names.first { $0 == name } ?? VGG16.lastConvolutions.first { $0.hasPrefix(name + "_") }
  }
}
