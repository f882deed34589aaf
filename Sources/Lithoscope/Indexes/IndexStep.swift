import Catalog
import VectorSearch

/// What has to be done about a descriptor's index.
enum IndexStep: Equatable {
  /// It is as it should be.
  case nothing
  /// The graph goes on with the rows that were added.
  case extend
  /// It has to be made from all rows.
  case build

  /// Rows behind those that an index covers are searched one by one until they are so many: one in ten.
  private static let uncoveredShare = 10
  /// A graph is built anew once so many of the rows in it have died: one in four. A search goes through them without
  /// ever returning them.
  private static let deadShare = 4

  /// - Parameters:
  ///   - known: the index that there is and can be opened; nil for none.
  ///   - kind: the kind that it should be, and what it should be made with.
  ///   - rows: the rows of the vectors that are compared.
  ///   - dead: those of them below the known index's that are dead.
  init(
    _ known: IndexRecord?, kind: IndexKind, parameters: [String: Int], rows: Int, dead: (_ rows: Int) -> Int
  ) {
    guard let known, known.kind == kind.rawValue, known.parameters == parameters else {
      self = .build
      return
    }
    let died = dead(known.rows) - known.deadRows
    if kind != .exact, died > (known.rows - known.deadRows) / Self.deadShare {
      self = .build
    } else if known.rows == rows {
      self = .nothing
    } else if kind == .hnsw {
      self = .extend
    } else {
      self = rows - known.rows > rows / Self.uncoveredShare ? .build : .nothing
    }
  }
}
