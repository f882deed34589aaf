/// Where everything on a contact sheet lies.
struct ContactSheetLayout {
  let margin = 48
  let gap = 28
  private let cellSide = 208
  private let captionHeight = 76
  private let rowGap = 28
  private let headerGap = 28

  let columns: Int
  let rows: Int
  private let hasSubtitle: Bool

  /// Two rows of four read best; few results stand in one row, many in rows of five.
  init(resultCount: Int, hasSubtitle: Bool) {
    self.hasSubtitle = hasSubtitle
    let count = max(1, resultCount)
    columns = count <= 4 ? max(2, count) : count <= 8 ? 4 : 5
    rows = (count + columns - 1) / columns
  }

  /// The query stands to the left of the results, larger than they are.
  private let queryCellSide = 288
  private let queryGap = 56

  var contentWidth: Int { queryCellSide + queryGap + columns * cellSide + (columns - 1) * gap }
  var width: Int { contentWidth + 2 * margin }

  var titleY: Int { margin - 8 }
  var subtitleY: Int { titleY + 40 }
  var ruleY: Int { hasSubtitle ? subtitleY + 34 : titleY + 48 }
  private var gridY: Int { ruleY + headerGap + 4 }
  private var gridHeight: Int { rows * (cellSide + captionHeight) + (rows - 1) * rowGap }
  private var bodyHeight: Int { max(gridHeight, queryCellSide + captionHeight) }
  var footerY: Int { gridY + bodyHeight + headerGap }
  var height: Int { footerY + 18 + margin - 12 }

  var queryCell: PixelRectangle {
    PixelRectangle(x: margin, y: gridY, width: queryCellSide, height: queryCellSide)
  }

  /// The picture of the result at `index`, counted from 0.
  func cell(_ index: Int) -> PixelRectangle {
    let column = index % columns
    let row = index / columns
    return PixelRectangle(
      x: margin + queryCellSide + queryGap + column * (cellSide + gap),
      y: gridY + row * (cellSide + captionHeight + rowGap), width: cellSide, height: cellSide)
  }
}
