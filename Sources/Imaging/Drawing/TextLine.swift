import CVips

/// A line of text as coverage: how much of each pixel its letters fill, 0–255.
struct TextLine {
  let width: Int
  let height: Int
  let coverage: [UInt8]

  /// From the top of the line to the first row with ink.
  let top: Int

  /// From the line's beginning to the first column with ink.
  let left: Int

  /// From the line's beginning to its last column with ink: how wide it looks.
  var extent: Int { left + width }

  /// Sets a line, shortened to `maxWidth`. Nil when there is nothing to show.
  ///
  /// Control and direction-changing characters, line breaks among them, are left out, so that no file name
  /// can disturb a picture.
  init?(_ text: String, style: TextStyle, maxWidth: Int, omission: TextPlacement.Omission) {
    let longest = 400
    let clean = CleanText.line(text, limit: longest)
    guard let whole = TextLine(clean: clean, style: style) else { return nil }
    if whole.extent <= maxWidth {
      self = whole
      return
    }
    let characters = Array(clean)
    var best: TextLine?
    var fits = 0
    var tooMany = characters.count
    while tooMany - fits > 1 {
      let kept = (fits + tooMany) / 2
      let line = TextLine(clean: Self.shortened(characters, to: kept, omission), style: style)
      if let line, line.extent <= maxWidth {
        best = line
        fits = kept
      } else {
        tooMany = kept
      }
    }
    guard let best else { return nil }
    self = best
  }

  private static func shortened(
    _ characters: [Character], to kept: Int, _ omission: TextPlacement.Omission
  ) -> String {
    switch omission {
    case .end: return String(characters.prefix(kept)) + "…"
    case .middle:
      let end = kept / 2
      return String(characters.prefix(kept - end)) + "…" + String(characters.suffix(end))
    }
  }

  private init?(clean text: String, style: TextStyle) {
    guard VipsLibrary.isReady, text.contains(where: { !$0.isWhitespace }) else { return nil }
    defer { VipsLibrary.releaseThreadMemory() }
    let markup = Self.escaped(text)
    guard let raster = try? Raster(taking: cvips_text(markup, style.fontDescription)), raster.bands == 1,
      raster.format == VIPS_FORMAT_UCHAR, let coverage = try? raster.reader().allRows()
    else { return nil }
    width = raster.width
    height = raster.height
    top = raster.yOffset
    left = max(0, raster.xOffset)
    self.coverage = coverage
  }

  /// Text as Pango markup that means just that text.
  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      default: out.append(character)
      }
    }
    return out
  }
}
