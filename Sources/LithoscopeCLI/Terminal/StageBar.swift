import Lithoscope

/// A progress bar for each stage of an evaluation, one after the other.
final class StageBar {
  private var stage: String?
  private var bar: ProgressBar?

  /// Shows how far the evaluation of descriptors is.
  func update(_ progress: EvaluationProgress) {
    let (stage, unit) =
      switch progress.stage {
      case .describing: ("Describing", "images")
      case .comparing(let name): ("Evaluating \(name)", "queries")
      case .classifying: ("Classifying", "images")
      case .duplicates: ("Looking for duplicates", "images")
      }
    show(stage, unit, done: progress.done, total: progress.total)
  }

  /// Shows how far the evaluation of an index is.
  func update(_ progress: IndexEvaluationProgress) {
    let (stage, unit) =
      switch progress.stage {
      case .searching: ("Searching exactly", "queries")
      case .building: ("Building the index", "steps")
      case .measuring: ("Measuring", "efforts")
      }
    show(stage, unit, done: progress.done, total: progress.total)
  }

  /// Calls `work` and wipes the line however it ends.
  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    defer { bar?.finish() }
    return try work()
  }

  private func show(_ name: String, _ unit: String, done: Int, total: Int) {
    if name != stage {
      bar?.finish()
      stage = name
      bar = ProgressBar(name, unit: unit)
    }
    bar?.update(Int64(done), of: Int64(total))
  }
}
