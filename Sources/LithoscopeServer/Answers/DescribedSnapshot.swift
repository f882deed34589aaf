import Lithoscope
import Synchronization

/// Answers about a whole snapshot, written once for each revision.
final class DescribedSnapshot: Sendable {
  private let known = Mutex<(revision: Int, collection: [UInt8])?>(nil)

  /// ``CollectionAnswer`` as JSON.
  func collection(_ snapshot: CollectionSnapshot, _ served: ServedCollection) async throws -> [UInt8] {
    if let known = known.withLock({ $0 }), known.revision == snapshot.revision { return known.collection }
    let options = served.options
    let bytes = try await served.pictures.run {
      Array(try JSONAnswer.encoder().encode(CollectionAnswer(snapshot, options)))
    }
    known.withLock { $0 = (snapshot.revision, bytes) }
    return bytes
  }
}
