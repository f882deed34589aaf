/// Where everything on a sheet of explained matches lies.
struct ExplanationSheetLayout {
  let margin = 48
  let pictureSide = 272
  let pairGap = 8
  private let columnGap = 48
  private let captionHeight = 76
  private let partHeight = 20
  private let rowGap = 32
  private let headerGap = 28
  private let columns: Int

  let nameWidth = 176
  let numberWidth = 56
  let partGap = 10
  let barHeight = 9
  let scaleWidth = 180
  let scaleHeight = 12

  private let rows: Int
  private let notes: Int
  private let hasScale: Bool
  private let parts: Int

  init(pairs: Int, notes: Int, hasScale: Bool, parts: Int) {
    // Never narrower than two, for the texts.
    columns = 2
    rows = max(1, (pairs + columns - 1) / columns)
    self.notes = notes
    self.hasScale = hasScale
    self.parts = parts
  }

  var pairWidth: Int { 2 * pictureSide + pairGap }
  private var pairHeight: Int { pictureSide + captionHeight + parts * partHeight }
  var contentWidth: Int { columns * pairWidth + (columns - 1) * columnGap }
  var width: Int { contentWidth + 2 * margin }

  var titleY: Int { margin - 8 }
  var subtitleY: Int { titleY + 40 }
  func noteY(_ index: Int) -> Int { subtitleY + 32 + 22 * index }
  var scaleY: Int { noteY(notes) + 4 }
  var ruleY: Int { hasScale ? scaleY + 32 : noteY(notes) + 8 }
  private var gridY: Int { ruleY + headerGap }
  var footerY: Int { gridY + rows * pairHeight + (rows - 1) * rowGap + headerGap }
  var height: Int { footerY + 18 + margin - 12 }

  /// The upper left corner of the pair at an index.
  func origin(_ index: Int) -> (x: Int, y: Int) {
    (
      margin + index % columns * (pairWidth + columnGap),
      gridY + index / columns * (pairHeight + rowGap)
    )
  }

  /// The top of a bar's line in a pair.
  func partY(_ index: Int, _ top: Int) -> Int { top + pictureSide + captionHeight + index * partHeight }
}
