/// What a walk through a forest costs beside comparing the allowed rows one by one, counted in vectors read.
struct ForestCost {
  private let items: Double
  private let itemsPerLeaf: Double

  /// What leads to a leaf and the leaf itself are each as large as a vector.
  private static let vectorsPerLeaf = 2.0

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
