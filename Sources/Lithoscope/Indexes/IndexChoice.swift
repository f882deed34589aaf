import VectorSearch

/// Which index pays for how many vectors of which dimension, where nobody has said.
///
/// Exact search reads all components, so it is their number that counts; a graph is built in a time that grows a little
/// faster than the rows and answers in one that hardly does. `annoy` is never chosen: it is there for the exchange of
/// files.
///
/// What was measured (Benchmarks/README.md, "Where a graph overtakes exact search"): a graph answers faster from some
/// 1,500 vectors on, but up to 30,000 of 512 components exact search takes less than 0.2 ms and the graph's building is
/// worth 14,000 to 20,000 searches. A hundred thousand take 1.8 ms, a million 18 ms. At 100 million components, which
/// is 3.6 ms, a search begins to be felt beside the reading of a query's image, and the graph is chosen.
struct IndexChoice: Sendable {
  /// A measured crossover: for vectors of up to so many components, exact search stays ahead up to so many rows times
  /// dimension.
  struct Crossover: Sendable {
    let dimension: Int
    let components: Int
  }

  /// By rising dimension; for larger dimensions than any of them the last one holds.
  var crossovers = [Crossover(dimension: CompactRows.widestRow, components: 100_000_000)]
  /// Fewer vectors are read in less time than it takes to open a copy of them.
  var fewestCopiedRows = 2000

  /// What was measured.
  static let standard = IndexChoice()

  /// The format of the copies that exact search and graphs read first.
  static let copyFormat = CompactRows.Format.int8

  /// The kind of index that pays.
  ///
  /// - Parameters:
  ///   - rows: the vectors that are alive.
  ///   - dimension: components of a vector.
  func kind(rows: Int, dimension: Int) -> IndexKind {
    guard dimension <= CompactRows.widestRow,
      let crossover = crossovers.first(where: { dimension <= $0.dimension }) ?? crossovers.last
    else { return .exact }
    let (components, isHuge) = rows.multipliedReportingOverflow(by: dimension)
    return isHuge || components > crossover.components ? .hnsw : .exact
  }

  /// The format of the copy that makes exact search faster; nil where none does.
  func exactCopy(rows: Int, dimension: Int) -> CompactRows.Format? {
    rows >= fewestCopiedRows && dimension <= CompactRows.widestRow && CompactRows.pay
      ? Self.copyFormat : nil
  }
}
