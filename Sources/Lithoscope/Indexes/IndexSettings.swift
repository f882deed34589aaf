import VectorSearch

/// How the vectors of a collection are to be searched; kept with the collection.
public struct IndexSettings: Sendable, Hashable, Codable {
  /// The kind of index; nil leaves it to the number of vectors and their dimension, and then to what was measured to pay.
  public var kind: IndexKind?
  /// Trees of an `annoy` index, 1…10,000.
  public var trees = 100
  /// Neighbours M of a row in the graph of an `hnsw` index, 2…128.
  public var neighbours = HNSWParameters().neighbours
  /// How broadly a row's neighbours are looked for while an `hnsw` index is built, efConstruction, 8…4096.
  public var breadth = HNSWParameters().constructionBreadth
  /// The share of the true ten nearest neighbours that an approximate index is to find, above 0 and at most 1: so
  /// hard it then looks.
  public var recall = 0.99

  /// The defaults.
  public init(kind: IndexKind? = nil) { self.kind = kind }

  /// What is asked for, in one word.
  var asked: String { kind?.rawValue ?? "auto" }

  /// The bounds of ``trees``.
  public static let possibleTrees = 1...10_000
  /// The bounds of ``neighbours``.
  public static let possibleNeighbours = HNSWParameters.neighbourRange
  /// The bounds of ``breadth``.
  public static let possibleBreadths = HNSWParameters.breadthRange

  /// Refuses numbers outside of their bounds.
  func check() throws(IndexSettingsError) {
    guard Self.possibleTrees.contains(trees) else { throw .badTrees(trees) }
    guard Self.possibleNeighbours.contains(neighbours) else { throw .badNeighbours(neighbours) }
    guard Self.possibleBreadths.contains(breadth) else { throw .badBreadth(breadth) }
    guard recall > 0, recall <= 1 else { throw .badRecall(recall) }
  }

  /// What an index of a kind is made with, as its record keeps it.
  func parameters(of kind: IndexKind) -> [String: Int] {
    switch kind {
    case .exact: [:]
    case .hnsw: ["breadth": breadth, "neighbours": neighbours]
    case .annoy: ["trees": trees]
    }
  }
}

extension IndexKind: Codable {}
