import Catalog
import Glibc
import Synchronization

/// A collection that is kept open and searched again and again: nothing is opened, and no catalog asked, for each
/// search.
///
/// ```swift
/// let session = try SearchSession(collection)
/// let snapshot = session.snapshot()
/// let search = SnapshotSearch(snapshot, by: try snapshot.vectors(nil))
/// let answer = try search.answer(SessionRequest([.member(0)]))
/// ```
///
/// May be used from any thread, while other threads and processes index the collection.
public final class SearchSession: Sendable {
  /// What is searched.
  public let collection: ImageCollection
  /// Prepares and describes pictures that are not members.
  public let network: WarmNetwork

  private struct State {
    var open: OpenCollection
    var file: CatalogFileIdentity
    var snapshot: CollectionSnapshot
    /// When the catalog is asked next whether its revision is still the snapshot's.
    var nextLook: ContinuousClock.Instant
    var isLooking = false
  }

  private let state: Mutex<State>

  /// So soon somebody who searches sees what was indexed: it costs one small read.
  private static let freshness = Duration.milliseconds(100)
  /// While a run commits batch after batch, no more than a share of one processor goes into reading them.
  private static let restAfterReading = 4

  /// Opens a collection.
  ///
  /// - Throws: ``CollectionError``, ``CatalogError``.
  public init(_ collection: ImageCollection) throws {
    self.collection = collection
    network = WarmNetwork(collection)
    let file = CatalogFileIdentity(collection.layout)
    let open = try OpenCollection(collection)
    let snapshot = try Self.read(open)
    state = Mutex(
      State(open: open, file: file, snapshot: snapshot, nextLook: .now.advanced(by: Self.freshness)))
  }

  /// The collection as it is, or was a moment ago. One caller now and then reads what has changed; all others go on
  /// with what there is.
  public func snapshot() -> CollectionSnapshot {
    let (known, isDue) = state.withLock { state in
      let isDue = !state.isLooking && ContinuousClock.now >= state.nextLook
      if isDue { state.isLooking = true }
      return (state.snapshot, isDue)
    }
    return isDue ? look(known) : known
  }

  /// The collection as it is now: for who has just changed it.
  public func latest() -> CollectionSnapshot { look(state.withLock { $0.snapshot }) }

  /// Reads the collection anew where its revision has changed.
  private func look(_ known: CollectionSnapshot) -> CollectionSnapshot {
    let start = ContinuousClock.now
    var (open, file) = state.withLock { ($0.open, $0.file) }
    var fresh = known
    do {
      let now = CatalogFileIdentity(collection.layout)
      if now != file { (open, file) = (try OpenCollection(collection), now) }
      let isOther = open.catalog !== state.withLock { $0.open.catalog }
      let revision = try open.catalog.read { try $0.revision() }
      if isOther || revision != known.revision { fresh = try Self.read(open) }
    } catch {
      // What cannot be read now, because a disk is away or a run is being made anew, may be there at the next look.
      fresh = known
    }
    let end = ContinuousClock.now
    let rest = max(Self.freshness, (end - start) * Self.restAfterReading)
    return state.withLock { state in
      state.isLooking = false
      state.nextLook = end.advanced(by: rest)
      // Of two callers that look at the same time, the one that read later is right.
      let isNewer = file != state.file || fresh.revision > state.snapshot.revision
      if fresh !== known, isNewer {
        state.open = open
        state.file = file
        state.snapshot = fresh
      }
      return state.snapshot
    }
  }

  private static func read(_ open: OpenCollection) throws -> CollectionSnapshot {
    try open.read { try CollectionSnapshot(open, $0) }
  }
}

/// Which file the catalog is: another one once somebody has deleted the collection and made it anew.
private struct CatalogFileIdentity: Equatable {
  private let device: UInt
  private let inode: UInt

  init(_ layout: CollectionLayout) {
    var status = stat()
    let exists = stat("\(layout.storage)/\(Catalog.fileName)", &status) == 0
    device = exists ? UInt(status.st_dev) : 0
    inode = exists ? UInt(status.st_ino) : 0
  }
}
