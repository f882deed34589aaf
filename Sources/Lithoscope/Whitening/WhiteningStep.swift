import Catalog
import VectorSearch

/// What has to be done about a descriptor's whitened vectors.
///
/// A whitening is fitted anew whenever the collection has changed, so that answers depend on what is in it and
/// not on how it came there. Large collections change little by an image more: theirs is kept until a tenth of
/// the contents has come or gone.
enum WhiteningStep {
  /// They are up to date.
  case nothing
  /// The last rows are missing.
  case append
  /// The whitening has to be fitted, and all rows to be written.
  case fit

  /// A large collection is fitted anew when so many of its contents have changed: one in ten.
  private static let changedShare = 10

  /// - Parameters:
  ///   - known: what there is and can be used.
  ///   - rows: the descriptor's rows.
  ///   - contents: those of them that are alive.
  ///   - largest: contents up to which any change asks for another fit.
  init(_ known: WhiteningRecord?, rows: Int, contents: Int, largest: Int) {
    guard let known, known.fittedContents <= known.fittedRows,
      max(known.fittedRows, known.rowCount) <= rows
    else {
      self = .fit
      return
    }
    // Rows are only ever added, and dead ones stay dead, until a compaction leaves no whitened rows.
    let added = rows - known.fittedRows
    let died = rows - contents - (known.fittedRows - known.fittedContents)
    guard died >= 0 else {
      self = .fit
      return
    }
    let changed = added + died
    if changed > 0, contents <= largest || changed > known.fittedContents / Self.changedShare {
      self = .fit
    } else {
      self = known.rowCount < rows ? .append : .nothing
    }
  }
}
