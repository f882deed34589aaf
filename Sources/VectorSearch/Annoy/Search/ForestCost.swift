/// What a walk through a forest costs beside comparing the allowed rows one by one, counted in vectors read.
struct ForestCost {
  private let items: Double
  private let itemsPerLeaf: Double

  /// A leaf costs the hyperplanes on the way to it and a look at each of its items: measured at 30,000 vectors of 512
  /// components, as much as comparing 8 to 28 vectors, depending on what the caches hold.
  private static let vectorsPerLeaf = 16.0

  init(_ file: AnnoyFile) {
    items = Double(file.items)
    let trees = Double(file.roots.count)
    // Half of the inner nodes are leaves, the other half splits; the roots' copies are neither.
    let leaves = max(1, (Double(file.nodes - file.items) - trees) / 2)
    itemsPerLeaf = max(1, items * trees / leaves)
  }

  /// Whether it is no dearer to compare all allowed rows than to walk until `effort` of them were met.
  ///
  /// - Parameter allowed: at least 1.
  func favoursScan(allowed: Int, effort: Int) -> Bool {
    if allowed <= effort { return true }
    let leaves = Double(effort) * items / Double(allowed) / itemsPerLeaf
    return Double(allowed) <= Double(effort) + Self.vectorsPerLeaf * leaves
  }
}
