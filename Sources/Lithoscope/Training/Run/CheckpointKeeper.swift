import Neural

/// Writes checkpoints so often that little is lost, and so seldom that they cost little.
final class CheckpointKeeper {
  /// Where the checkpoint lies.
  let path: String
  /// Whether there is one.
  private(set) var hasWritten: Bool

  private let fingerprint: TrainingFingerprint
  private var lastEnd = ContinuousClock.now
  private var lastCost = Duration.zero

  /// At most a tenth of the time goes into writing, and at least every minute one is written.
  private static let share = 10
  private static let longest = Duration.seconds(60)

  /// - Parameter hasWritten: whether a run that is gone on with has left one.
  init(path: String, _ fingerprint: TrainingFingerprint, hasWritten: Bool) {
    self.path = path
    self.fingerprint = fingerprint
    self.hasWritten = hasWritten
  }

  /// Whether it is time for the next one.
  ///
  /// - Parameter atEpochEnd: in the middle of an epoch only the longest wait counts.
  func isDue(atEpochEnd: Bool) -> Bool {
    let waited = ContinuousClock.now - lastEnd
    return waited >= Self.longest || (atEpochEnd && (!hasWritten || waited >= lastCost * Self.share))
  }

  /// Writes one.
  ///
  /// - Throws: ``TrainingProblem/unwritable(path:reason:checkpoint:)``; then the one before is as it was.
  func write(_ checkpoint: TrainingCheckpoint) throws {
    let start = ContinuousClock.now
    do { try checkpoint.write(to: path, fingerprint) } catch WeightsError.unwritable(_, let reason) {
      throw TrainingProblem.unwritable(path: path, reason: reason, checkpoint: hasWritten ? path : nil)
    }
    hasWritten = true
    lastEnd = .now
    lastCost = lastEnd - start
  }
}
