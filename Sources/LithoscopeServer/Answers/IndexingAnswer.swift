import Lithoscope

/// How far the indexing of uploads is.
struct IndexingAnswer: Encodable {
  let running: Bool
  let done: Int
  let total: Int
  let runs: Int
  @Nullable var failure: String?

  init(_ progress: BackgroundIndexing.Progress, hiding paths: HiddenPaths) {
    running = progress.isRunning
    done = progress.done
    total = progress.total
    runs = progress.runs
    _failure = Nullable(wrappedValue: progress.failure.map(paths.hidden))
  }
}
