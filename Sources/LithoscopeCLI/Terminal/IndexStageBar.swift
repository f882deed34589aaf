import Lithoscope

/// A progress bar for each stage of an index's evaluation, one after the other.
final class IndexStageBar {
  private var stage: IndexEvaluationProgress.Stage?
  private var bar: ProgressBar?

  /// Shows how far it is.
  func update(_ progress: IndexEvaluationProgress) {
    if progress.stage != stage {
      bar?.finish()
      stage = progress.stage
      bar =
        switch progress.stage {
        case .searching: ProgressBar("Searching exactly", unit: "queries")
        case .building: ProgressBar("Building the index", unit: "steps")
        case .measuring: ProgressBar("Measuring", unit: "efforts")
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
