/// Names of vector files: `vgg16-block4.f32`, and after each rewriting `vgg16-block4.2.f32`, `….3.f32`.
///
/// A rewritten file has another name, so that whoever searches the old one meanwhile is not disturbed.
enum VectorFileName {
  static let ending = ".f32"

  /// The name that follows `old`, or the first one.
  static func next(_ descriptor: String, after old: String?) -> String {
    guard let old else { return descriptor + ending }
    let number = old.dropFirst(descriptor.count + 1).dropLast(ending.count)
    return "\(descriptor).\((Int(number) ?? 1) + 1)\(ending)"
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
