extension RockAugmentation {
  private static let means: [(name: String, option: WritableKeyPath<RockAugmentation, Bool> & Sendable)] = [
    ("flips", \.flips), ("turns", \.turns), ("scale", \.scale), ("brightness", \.brightness),
    ("contrast", \.contrast),
  ]
  private static let nameOfNone = "none"

  /// What is done, for a model's metadata, such as `flips+turns+scale+brightness`; `none` for nothing.
  public var name: String {
    let names = Self.means.filter { self[keyPath: $0.option] }.map(\.name)
    return names.isEmpty ? Self.nameOfNone : names.joined(separator: "+")
  }

  /// The augmentation of a ``name``; the means may come in any order.
  ///
  /// - Throws: ``RockAugmentationError/unknownMeans(_:known:)``.
  public init(named name: String) throws(RockAugmentationError) {
    self = .none
    guard name != Self.nameOfNone else { return }
    for part in name.split(separator: "+", omittingEmptySubsequences: false) {
      guard let means = Self.means.first(where: { $0.name == part }) else {
        throw .unknownMeans(String(part), known: Self.means.map(\.name))
      }
      self[keyPath: means.option] = true
    }
  }
}
