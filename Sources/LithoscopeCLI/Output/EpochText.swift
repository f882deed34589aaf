import Lithoscope

/// An epoch in a line.
enum EpochText {
  /// Such as `epoch 3  rate 0.00095  loss 0.4312  validation 0.4402  accuracy 99.1 %  2.1 s  kept`.
  static func line(_ record: EpochRecord, isKept: Bool) -> String {
    var parts = [
      "epoch \(record.epoch)", "rate \(short(Double(record.rate)))",
      "loss \(four(Double(record.trainingLoss)))",
    ]
    if let loss = record.validationLoss { parts.append("validation \(four(Double(loss)))") }
    for (name, value) in record.metrics.sorted(by: { $0.key < $1.key }) {
      parts.append("\(name.replacing("_", with: " ")) \(four(value))")
    }
    parts.append(Seconds.text(record.seconds))
    if isKept, record.validationLoss != nil { parts.append("kept") }
    return parts.joined(separator: "  ")
  }

  /// Four decimals.
  static func four(_ value: Double) -> String { DecimalText.fixed(value, places: 4) }

  /// Three digits that count.
  private static func short(_ value: Double) -> String {
    var (scaled, places) = (value, 0)
    while scaled > 0, scaled < 100, places < 12 { (scaled, places) = (scaled * 10, places + 1) }
    return DecimalText.fixed(value, places: places)
  }
}
