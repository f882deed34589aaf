import Lithoscope

/// A progress bar for each stage of an evaluation, one after the other.
final class StageBar {
  private var stage: EvaluationProgress.Stage?
  private var bar: ProgressBar?

  /// Shows how far it is.
  func update(_ progress: EvaluationProgress) {
    if progress.stage != stage {
      bar?.finish()
      stage = progress.stage
      bar =
        switch progress.stage {
        case .describing: ProgressBar("Describing", unit: "images")
        case .comparing(let name): ProgressBar("Evaluating \(name)", unit: "queries")
        case .classifying: ProgressBar("Classifying", unit: "images")
        case .duplicates: ProgressBar("Looking for duplicates", unit: "images")
        }
    }
    bar?.update(Int64(progress.done), of: Int64(progress.total))
  }

  /// Calls `work` and wipes the line however it ends.
  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    defer { bar?.finish() }
    return try work()
  }
}
