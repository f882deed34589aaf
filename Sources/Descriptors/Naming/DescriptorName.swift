/// What a descriptor's name says, one component after the other.
///
/// ```text
/// name      = component *("+" component) ["@whitened"]
/// component = (pixels / "deep" / layer) [":" weight]
/// pixels    = "rgb-histogram" / "lab-histogram" / "colour" / "lbp" / "texture" / "thumbnail"
/// layer     = "vgg16-" (convolution ["-" pooling] / "pool5" / "fc1" / "fc2")
/// ```
struct DescriptorName {
  /// A component and what it is multiplied by.
  typealias Part = (source: DescriptorSource, weight: Double)

  let parts: [Part]
  let isWhitened: Bool

  /// Components in a name.
  static let mostComponents = 16
  /// What stands at the end, after `@`, of a descriptor that is whitened.
  static let whitened = "whitened"

  /// Gathers components. The weight of a single one would change nothing and is left out.
  init(_ parts: [Part], isWhitened: Bool) {
    self.parts = parts.count == 1 ? [(parts[0].source, 1)] : parts
    self.isWhitened = isWhitened
  }

  /// Reads a name.
  init(_ text: String) throws(DescriptorNameError) {
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 1 || halves[1] == Self.whitened else { throw .ending(String(halves[1])) }
    let words = halves[0].split(separator: "+", omittingEmptySubsequences: false)
    guard words.count <= Self.mostComponents else { throw .tooMany(words.count) }
    var parts: [Part] = []
    for word in words {
      let afterLayer = parts.contains { $0.source.tap != nil }
      let part = try Self.part(word, afterLayer: afterLayer, of: text)
      guard !parts.contains(where: { $0.source == part.source }) else { throw .twice(part.source.name) }
      parts.append(part)
    }
    self.init(parts, isWhitened: halves.count == 2)
  }

  /// The one way to write it.
  var canonical: String {
    let components = parts.map { part in
      part.weight == 1 ? part.source.name : "\(part.source.name):\(Self.text(part.weight))"
    }
    return components.joined(separator: "+") + (isWhitened ? "@\(Self.whitened)" : "")
  }

  private static func part(_ word: Substring, afterLayer: Bool, of text: String) throws(DescriptorNameError)
    -> Part
  {
    let halves = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard !halves[0].isEmpty else { throw .empty(text) }
    let source = try ComponentName(String(halves[0]), afterLayer: afterLayer).source
    guard halves.count == 2 else { return (source, 1) }
    return (source, try weight(halves[1], of: source))
  }

  private static func weight(_ text: Substring, of source: DescriptorSource) throws(DescriptorNameError)
    -> Double
  {
    // `Double` would also read signs, exponents, hexadecimal digits, `inf` and `nan`.
    let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    guard isPlain, let weight = Double(text), DescriptorComponent.weights.contains(weight) else {
      throw .weight(String(text), component: source.name)
    }
    return weight
  }

  /// The fewest digits that read back as the same number, without a fraction of zero.
  private static func text(_ weight: Double) -> String {
    let digits = "\(weight)"
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}
