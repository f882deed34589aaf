import VectorSearch

/// By what a search was answered, and how much of the truth that finds.
public struct SearchedIndex: Sendable, Hashable {
  /// The kind.
  public let kind: IndexKind
  /// The share of the true ten nearest neighbours that it found when it was built, 0…1; exact search finds all. Nil
  /// where the search looked less hard than when that was measured.
  public let recall: Double?
  /// How hard it looks for ten neighbours: `ef` of `hnsw`, `search_k` of `annoy`; nil for exact search. For more of
  /// them it looks harder in proportion, unless the effort was asked for.
  public let effort: Int?
  /// The queries that the recall was measured on; 0 for exact search.
  public let queries: Int
  /// Whether it looks harder than when the recall was measured, which is the least that it finds then.
  public let looksHarder: Bool

  /// Whether the effort is what somebody asked for.
  private let isEffortAsked: Bool

  /// Exact search.
  static let exact = SearchedIndex(
    kind: .exact, recall: 1, effort: nil, queries: 0, looksHarder: false, isEffortAsked: false)

  /// An index of the collection, with an effort of one's own or with the one that it was measured at.
  init(_ stored: StoredIndex, effort: Int?) {
    let record = stored.record
    guard stored.kind != .exact else {
      self = .exact
      return
    }
    let holds = effort ?? .max >= record.effort ?? .max
    self.init(
      kind: stored.kind, recall: holds ? record.recall : nil, effort: effort ?? record.effort,
      queries: record.queries, looksHarder: effort.map { $0 > record.effort ?? .max } ?? false,
      isEffortAsked: effort != nil)
  }

  private init(
    kind: IndexKind, recall: Double?, effort: Int?, queries: Int, looksHarder: Bool, isEffortAsked: Bool
  ) {
    self.kind = kind
    self.recall = recall
    self.effort = effort
    self.queries = queries
    self.looksHarder = looksHarder
    self.isEffortAsked = isEffortAsked
  }

  /// The effort of a search for so many neighbours.
  func effort(k: Int) -> Int? {
    guard let effort, !isEffortAsked, k > IndexUpkeep.measuredNeighbours else { return effort }
    let (product, isHuge) = effort.multipliedReportingOverflow(by: k)
    return isHuge ? effort : product / IndexUpkeep.measuredNeighbours
  }

  /// What the effort of a kind is called.
  public static func effortName(of kind: IndexKind) -> String { kind == .annoy ? "search_k" : "ef" }
}
