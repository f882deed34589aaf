import Foundation
import Glibc
import Synchronization

/// The maps of a collection that is served: each is computed once for a revision and a descriptor, on a thread of low
/// priority, and kept in memory and in the collection's storage.
public final class CollectionMaps: Sendable {
  private struct Key: Hashable {
    let descriptor: String
    let revision: Int
  }

  private struct State {
    /// By descriptor; a newer revision's takes an older one's place.
    var known: [String: CollectionMap] = [:]
    var inWork: Set<Key> = []
    var isClosed = false
  }

  private let layout: CollectionLayout
  private let state = Mutex(State())

  /// As decoders while indexing: whoever waits for an answer goes first.
  private static let niceness: Int32 = 10

  /// Maps of a collection.
  public init(_ collection: ImageCollection) { layout = collection.layout }

  /// The map of a snapshot by a descriptor: the one by neighbours where it is there, and else the one by principal
  /// components while the other is made. Takes a second or so for a large collection the first time.
  public func map(_ snapshot: CollectionSnapshot, _ vectors: SnapshotVectors) -> CollectionMap {
    let key = Key(descriptor: vectors.stampedName, revision: snapshot.revision)
    if let known = state.withLock({ $0.known[key.descriptor] }), known.revision == snapshot.revision {
      return known
    }
    let file = MapFile(layout, descriptor: vectors.descriptor.name)
    if let kept = file.read(snapshot) {
      keep(kept, key)
      return kept
    }
    let coarse = CollectionMap.principal(snapshot, vectors)
    keep(coarse, key)
    let isFirst = state.withLock { $0.inWork.insert(key).inserted && !$0.isClosed }
    if isFirst { begin(key, snapshot, vectors, file) }
    return coarse
  }

  /// Ends what is being made.
  public func close() { state.withLock { $0.isClosed = true } }

  private func begin(_ key: Key, _ snapshot: CollectionSnapshot, _ vectors: SnapshotVectors, _ file: MapFile)
  {
    let thread = Thread { [weak self] in
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
      // While somebody indexes, a map of yesterday is not worth finishing.
      let map = try? CollectionMap.neighbours(snapshot, vectors) {
        self?.state.withLock { !$0.isClosed && $0.known[key.descriptor]?.revision == key.revision } ?? false
      }
      guard let self else { return }
      state.withLock { _ = $0.inWork.remove(key) }
      guard let map else { return }
      keep(map, key)
      file.write(map, of: snapshot)
    }
    thread.name = "lithoscope map"
    thread.start()
  }

  private func keep(_ map: CollectionMap, _ key: Key) {
    state.withLock { state in
      if let known = state.known[key.descriptor], known.revision > map.revision { return }
      state.known[key.descriptor] = map
    }
  }
}
