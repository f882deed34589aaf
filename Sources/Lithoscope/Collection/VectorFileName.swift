import Crypto

/// Names of vector files: `vgg16-block4.f32`, and after each rewriting `vgg16-block4.2.f32`, `….3.f32`.
///
/// A rewritten file has another name, so that whoever searches the old one meanwhile is not disturbed.
enum VectorFileName {
  static let ending = ".f32"

  /// Longer stems are cut: with whatever is appended a name stays below 100 bytes.
  private static let longestStem = 72
  /// Bytes of the digest that tells cut stems apart.
  private static let digestBytes = 8

  /// The name that follows `old`, or the first one.
  static func next(_ descriptor: String, after old: String?) -> String {
    let stem = stem(descriptor)
    guard let old else { return stem + ending }
    let number = old.dropFirst(stem.count + 1).dropLast(ending.count)
    return "\(stem).\((Int(number) ?? 1) + 1)\(ending)"
  }

  /// A descriptor's name with characters that every file system takes: `lbp:0.5+vgg16-block4@whitened` becomes
  /// `lbp_0.5__vgg16-block4_whitened`. No component has an underscore beside what comes of these.
  static func stem(_ descriptor: String) -> String {
    var stem = ""
    for character in descriptor {
      switch character {
      case "+": stem += "__"
      case ":", "@": stem += "_"
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": stem.append(character)
      default: stem += "_"
      }
    }
    guard stem.utf8.count > longestStem else { return stem }
    let digest = SHA256.hash(data: Array(descriptor.utf8)).prefix(digestBytes).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return stem.prefix(longestStem - 1 - 2 * digestBytes) + "-" + digest.joined()
  }

  /// The name of the file of whitened vectors that belongs to a vector file: `vgg16-block4.whitened.f32`,
  /// `vgg16-block4.2.whitened.f32`, and after each writing anew `vgg16-block4.2.whitened.2.f32`, ….
  static func whitened(_ vectorFile: String, after old: String?) -> String {
    let stem = vectorFile.dropLast(vectorFile.hasSuffix(ending) ? ending.count : 0) + ".whitened"
    guard let old, old.hasPrefix(stem + ".") else { return stem + ending }
    let number = Int(old.dropFirst(stem.count + 1).dropLast(ending.count)) ?? 1
    // Whatever number a catalog has come to hold, the next one is another.
    return "\(stem).\(number &+ 1)\(ending)"
  }
}
