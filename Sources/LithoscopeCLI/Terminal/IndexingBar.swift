import Lithoscope

/// A progress bar for the images of an indexing run, and then one for each index that is built.
final class IndexingBar {
  private var stage = IndexProgress.Stage.images
  private var bar = ProgressBar("Indexing", unit: "images")

  /// Shows how far it is.
  func update(_ progress: IndexProgress) {
    if progress.stage != stage {
      bar.finish()
      stage = progress.stage
      bar = ProgressBar("Building the index", unit: "steps")
    }
    bar.update(Int64(progress.done), of: Int64(progress.total))
  }

  /// Calls `work` and wipes the line however it ends.
  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    defer { bar.finish() }
    return try work()
  }
}
