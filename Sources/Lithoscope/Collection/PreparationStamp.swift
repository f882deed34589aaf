import Descriptors

/// What a descriptor was computed from, as the catalog keeps it: the network's input, the pixels of colour and
/// texture, and what a preset was composed of, as far as each applies.
///
/// `default/1`, `pixels-448/1`, or `default/2-auto;pixels-448/1;rgb-histogram+vgg16-block4`.
struct PreparationStamp: Equatable {
  /// ``NetworkInput/stamp``; nil where no network is needed.
  private(set) var input: String?
  /// ``Preprocessing/pixelStamp``; nil where only the network looks.
  private(set) var pixels: String?
  /// ``Descriptor/composition``, unless the descriptor's name says it.
  private(set) var composition: String?

  private static let separator: Character = ";"
  private static let pixelPrefix = "pixels-"

  /// What makes a descriptor's vectors.
  init(_ descriptor: Descriptor, _ input: NetworkInput) {
    self.input = descriptor.isDeep ? input.stamp : nil
    pixels = descriptor.hasPixelParts ? Preprocessing.pixelStamp : nil
    composition = descriptor.composition == descriptor.name ? nil : descriptor.composition
  }

  /// Reads what ``text`` wrote.
  init(_ text: String) {
    for part in text.split(separator: Self.separator).map(String.init) {
      if part.hasPrefix(Self.pixelPrefix) {
        pixels = part
      } else if part.contains("/") {
        input = part
      } else {
        composition = part
      }
    }
  }

  /// As the catalog keeps it.
  var text: String { [input, pixels, composition].compactMap(\.self).joined(separator: "\(Self.separator)") }

  /// The options that make a rebuild ask for this input rather than the one that is there, to which it would
  /// keep without them.
  func options(insteadOf other: PreparationStamp) -> String {
    guard let input else { return "" }
    guard let own = NetworkInput(stamp: input) else {
      return " --preprocessing \(input.prefix { $0 != "/" })"
    }
    let before = other.input.flatMap(NetworkInput.init)
    var options = ""
    if own.preprocessing != before?.preprocessing {
      options += " --preprocessing \(own.preprocessing.rawValue)"
    }
    if own.preprocessing == .standard, own.size != before?.size {
      options += " --input-size \(own.size.name)"
    }
    return options
  }
}
