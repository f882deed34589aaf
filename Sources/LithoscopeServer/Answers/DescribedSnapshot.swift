import Lithoscope
import Synchronization

/// Answers about a whole snapshot, written once for each revision.
final class DescribedSnapshot: Sendable {
  /// What was written about.
  enum Subject: Hashable, Sendable {
    case collection
    case places
    case map(descriptor: String, method: CollectionMap.Method)
  }

  private let known = Mutex<(revision: Int, answers: [Subject: [UInt8]])>((-1, [:]))

  /// An answer as JSON.
  ///
  /// - Parameter write: makes it where it is not there yet; called on a thread that may take long.
  func bytes<Answer: Encodable>(
    _ subject: Subject, of snapshot: CollectionSnapshot, on queue: WorkQueue,
    _ write: @escaping @Sendable () throws -> Answer
  ) async throws -> [UInt8] {
    let written = known.withLock { $0.revision == snapshot.revision ? $0.answers[subject] : nil }
    if let written { return written }
    let bytes = try await queue.run { Array(try JSONAnswer.encoder().encode(try write())) }
    known.withLock { known in
      if known.revision < snapshot.revision { known = (snapshot.revision, [:]) }
      if known.revision == snapshot.revision { known.answers[subject] = bytes }
    }
    return bytes
  }
}
