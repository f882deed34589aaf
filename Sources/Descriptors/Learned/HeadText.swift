import Neural

/// The layers of a head as text, such as `dense hidden 256; relu; dropout 0.5; dense scores 6`.
enum HeadText {
  private static let separator = "; "

  /// Writes layers out.
  static func text(of layers: [HeadLayer]) -> String {
    layers.map { layer in
      switch layer {
      case .dense(let name, let units): "dense \(name) \(units)"
      case .relu: "relu"
      case .dropout(let rate): "dropout \(rate)"
      case .unitLength: "unit-length"
      }
    }.joined(separator: separator)
  }

  /// Reads what ``text(of:)`` wrote; nil for anything else.
  static func layers(_ text: String) -> [HeadLayer]? {
    // Longer than any head that is allowed.
    guard text.utf8.count <= 1 << 16 else { return nil }
    var layers: [HeadLayer] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      guard let layer = layer(part.split(separator: " ").map(String.init)) else { return nil }
      layers.append(layer)
    }
    return layers
  }

  private static func layer(_ words: [String]) -> HeadLayer? {
    switch words.first {
    case "relu" where words.count == 1: return .relu
    case "unit-length" where words.count == 1: return .unitLength
    case "dropout" where words.count == 2:
      guard let rate = Float(words[1]), rate >= 0, rate < 1 else { return nil }
      return .dropout(rate)
    case "dense" where words.count == 3:
      guard let units = Int(words[2]), units > 0 else { return nil }
      return .dense(name: words[1], units: units)
    default: return nil
    }
  }
}

extension HeadLayer {
  /// Its outputs, if these are another number than what goes in.
  var units: Int? {
    if case .dense(_, let units) = self { units } else { nil }
  }

  /// The parameters of a head, by name and shape.
  ///
  /// - Parameter features: numbers that go in.
  static func parameters(of layers: [HeadLayer], features: Int) -> [(name: String, shape: [Int])] {
    var inputs = features
    var parameters: [(name: String, shape: [Int])] = []
    for case .dense(let name, let units) in layers {
      parameters += [("\(name)/kernel", [inputs, units]), ("\(name)/bias", [units])]
      inputs = units
    }
    return parameters
  }
}
