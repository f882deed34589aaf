import Lithoscope

/// A bar for each stage of a training, and a line for each epoch that stays.
final class TrainingDisplay {
  private var title: String?
  private var bar: ProgressBar?

  /// Shows how far it is.
  func update(_ progress: TrainingProgress) {
    switch progress {
    case .describing(let done, let total): show("Describing", unit: "images", done, of: total)
    case .varying(let done, let total): show("Varying", unit: "images", done, of: total)
    case .testing(let done, let total): show("Testing", unit: "images", done, of: total)
    case .step(let step):
      show("Epoch \(step.epoch + 1) of \(step.epochs)", unit: "steps", step.step, of: step.steps)
    case .epoch(let record, let isKept):
      finish()
      Terminal.complain(EpochText.line(record, isKept: isKept))
    }
  }

  /// Calls `work` and wipes the line however it ends.
  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    defer { finish() }
    return try work()
  }

  private func show(_ title: String, unit: String, _ done: Int, of total: Int) {
    if title != self.title {
      finish()
      self.title = title
      bar = ProgressBar(title, unit: unit)
    }
    bar?.update(Int64(done), of: Int64(total))
  }

  private func finish() {
    bar?.finish()
    bar = nil
    title = nil
  }
}
