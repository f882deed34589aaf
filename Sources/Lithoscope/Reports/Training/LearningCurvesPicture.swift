import Imaging

/// Draws learning curves: a panel for losses and, where there are any, one for figures of the validation set.
struct LearningCurvesPicture {
  private let curves: LearningCurves
  private let epochs: ClosedRange<Int>

  private static let width = 1040
  private static let margin = 48
  private static let axisRoom = 56
  private static let lossHeight = 300
  private static let metricHeight = 240
  private static let titleRoom = 78
  private static let panelGap = 36
  private static let footerRoom = 58

  /// Told apart by lightness as well as by hue.
  private static let training = SheetPalette.accent
  private static let validation = RGBColour(36, 84, 130)
  private static let others = [
    RGBColour(98, 142, 60), RGBColour(138, 92, 160), RGBColour(200, 160, 40), RGBColour(90, 90, 90),
  ]

  init(_ curves: LearningCurves) {
    self.curves = curves
    let numbers = curves.records.map(\.epoch)
    epochs = (numbers.min() ?? 0)...(numbers.max() ?? 1)
  }

  func render() -> PixelBuffer {
    let panels = self.panels
    let height = (panels.last?.frame.bottom ?? 0) + Self.footerRoom + Self.margin / 2
    var canvas = Canvas(width: Self.width, height: height, background: SheetPalette.paper)
    let room = Self.width - 2 * Self.margin
    canvas.draw(
      curves.title, at: TextPlacement(x: Self.margin, y: Self.margin - 12, maxWidth: room),
      style: TextStyle(size: 24, weight: .bold, colour: SheetPalette.ink))
    canvas.draw(
      subtitle, at: TextPlacement(x: Self.margin, y: Self.margin + 26, maxWidth: room),
      style: TextStyle(size: 15, colour: SheetPalette.quietInk))
    for (number, panel) in panels.enumerated() {
      panel.draw(on: &canvas, namesEpochs: number == panels.count - 1)
    }
    if let last = panels.last {
      canvas.draw(
        "epoch", at: TextPlacement(x: last.frame.right, y: last.frame.bottom + 30, alignment: .trailing),
        style: TextStyle(size: 14, colour: SheetPalette.ink))
    }
    return canvas.pixels
  }

  private var panels: [CurvePanel] {
    let left = Self.margin + Self.axisRoom
    let width = Self.width - left - Self.margin
    let top = Self.margin + Self.titleRoom + CurvePanel.headerHeight - 8
    let losses = lossCurves
    var panels = [
      CurvePanel(
        title: "Loss", curves: losses,
        frame: PixelRectangle(x: left, y: top, width: width, height: Self.lossHeight), epochs: epochs,
        rows: AxisTicks(around: 0...max(1e-6, Self.values(losses).max() ?? 1)), best: curves.best?.epoch)
    ]
    let metrics = metricCurves
    let values = Self.values(metrics)
    if let least = values.min(), let greatest = values.max() {
      let below = top + Self.lossHeight + Self.panelGap + CurvePanel.headerHeight
      panels.append(
        CurvePanel(
          title: "On the validation set", curves: metrics,
          frame: PixelRectangle(x: left, y: below, width: width, height: Self.metricHeight), epochs: epochs,
          rows: AxisTicks(around: Self.range(least, greatest), steps: 4), best: curves.best?.epoch))
    }
    return panels
  }

  private var lossCurves: [CurvePanel.Curve] {
    let records = curves.records
    let training = CurvePanel.Curve(
      name: "training", colour: Self.training, values: records.map { ($0.epoch, Double($0.trainingLoss)) })
    let validation = CurvePanel.Curve(
      name: "validation", colour: Self.validation,
      values: records.map { ($0.epoch, $0.validationLoss.map(Double.init)) }, showsBest: true)
    return validation.values.contains { $0.value != nil } ? [training, validation] : [training]
  }

  private var metricCurves: [CurvePanel.Curve] {
    curves.metricNames.enumerated().map { number, name in
      CurvePanel.Curve(
        name: Self.words(name),
        colour: number == 0 ? Self.validation : Self.others[(number - 1) % Self.others.count],
        values: curves.records.map { ($0.epoch, $0.metrics[name]) }, showsBest: name == curves.metric)
    }
  }

  private static func values(_ curves: [CurvePanel.Curve]) -> [Double] {
    curves.flatMap { $0.values.compactMap(\.value) }
  }

  /// Some room around numbers that hardly differ, within 0 to 1 where they are shares.
  private static func range(_ least: Double, _ greatest: Double) -> ClosedRange<Double> {
    let room = max(0, 0.05 - (greatest - least)) / 2
    let isShare = least >= 0 && greatest <= 1
    return max(isShare ? 0 : -.infinity, least - room)...min(isShare ? 1 : .infinity, greatest + room)
  }

  private static func words(_ name: String) -> String { name.split(separator: "_").joined(separator: " ") }

  private var subtitle: String {
    let count = curves.records.count
    guard count > 0 else { return "no epoch is complete" }
    let seconds = curves.records.reduce(0) { $0 + $1.seconds }
    let text = "\(count) epoch\(count == 1 ? "" : "s") in \(DurationText.text(seconds))"
    guard let best = curves.best else { return text }
    let figure = best.metrics[curves.metric].map {
      "\(Self.words(curves.metric)) \(DecimalText.fixed($0, places: 3))"
    }
    let loss = best.validationLoss.map { "validation loss \(DecimalText.fixed(Double($0), places: 3))" }
    let known = [figure, loss].compactMap { $0 }.joined(separator: ", ")
    return "\(text) · best is epoch \(best.epoch): \(known)"
  }
}
