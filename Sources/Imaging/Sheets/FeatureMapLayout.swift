/// Where everything on a sheet of feature maps lies.
struct FeatureMapLayout {
  let margin = 40
  private let gap = 6
  private let scaleHeight = 10
  private let narrowest = 420
  private let mostColumns = 96

  private let cellWidth: Int
  private let cellHeight: Int
  private let columns: Int
  private let rows: Int

  /// Cells shrink as maps grow in number; small maps grow by whole factors, so that their values are squares.
  init(channels: Int, height: Int, width: Int) {
    // A grid half as wide again as high suits a screen.
    let wanted = (Double(channels) * 1.5 * Double(height) / Double(width)).squareRoot().rounded(.up)
    columns = min(channels, mostColumns, max(1, Int(wanted)))
    rows = (channels + columns - 1) / columns
    let largestCell = 224
    let room = (FeatureMapSheet.maxWidth - 2 * margin - (columns - 1) * gap) / columns
    let side = max(4, min(largestCell, room))
    let longest = max(width, height)
    if longest <= side {
      let factor = side / longest
      cellWidth = width * factor
      cellHeight = height * factor
    } else {
      cellWidth = max(1, width * side / longest)
      cellHeight = max(1, height * side / longest)
    }
  }

  private var gridWidth: Int { columns * cellWidth + (columns - 1) * gap }
  var contentWidth: Int { max(narrowest, gridWidth) }
  var width: Int { contentWidth + 2 * margin }
  var titleY: Int { margin - 6 }
  var subtitleY: Int { titleY + 36 }
  private var gridY: Int { subtitleY + 38 }
  private var gridBottom: Int { gridY + rows * cellHeight + (rows - 1) * gap }

  /// The scale at the foot of the sheet.
  var scaleBar: PixelRectangle {
    PixelRectangle(x: margin, y: gridBottom + 28, width: 220, height: scaleHeight)
  }

  var height: Int { scaleBar.bottom + 22 + margin }

  /// The map of a channel, counted from 0.
  func cell(_ channel: Int) -> PixelRectangle {
    PixelRectangle(
      x: margin + channel % columns * (cellWidth + gap), y: gridY + channel / columns * (cellHeight + gap),
      width: cellWidth, height: cellHeight)
  }
}
