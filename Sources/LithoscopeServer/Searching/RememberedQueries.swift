import Synchronization

/// The pictures that were searched with lately, so that a region, another descriptor or a filter need not send them again.
final class RememberedQueries: Sendable {
  /// How long one is remembered after it was last used: ten minutes.
  static let lifetime = Duration.seconds(600)
  /// How often those are looked for that are too old.
  private static let pause = Duration.seconds(10)
  /// The most of them.
  private static let most = 512
  /// Characters of an id: 128 random bits, which nobody guesses.
  private static let idDigits = 32

  private struct Entry {
    let query: UploadedQuery
    var used: ContinuousClock.Instant
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var bytes = 0
    /// When those are looked for next that are too old.
    var nextLook = ContinuousClock.now
  }

  private let state = Mutex(State())
  /// Bytes of all together.
  private let mostBytes: Int

  /// - Parameter mostBytes: those used least lately are forgotten before there are more.
  init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// Remembers a picture; returns the id under which it can be asked for.
  func add(_ query: UploadedQuery) -> String {
    var random = SystemRandomNumberGenerator()
    let id = (0..<Self.idDigits).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }
      .joined()
    let now = ContinuousClock.now
    state.withLock { state in
      state.entries[id] = Entry(query: query, used: now)
      state.bytes += query.byteCount
      Self.forget(&state, now, mostBytes: mostBytes, keeping: id)
    }
    return id
  }

  /// The picture with an id; nil for one that was never there or is forgotten.
  func find(_ id: String) -> UploadedQuery? {
    let now = ContinuousClock.now
    return state.withLock { state in
      guard let entry = state.entries[id], now - entry.used < Self.lifetime else { return nil }
      state.entries[id]?.used = now
      return entry.query
    }
  }

  /// Forgets what is old, and where there is too much, what was used least lately: so much that it need not be done each
  /// time.
  private static func forget(
    _ state: inout State, _ now: ContinuousClock.Instant, mostBytes: Int, keeping newest: String
  ) {
    let isTooMuch = state.bytes > mostBytes || state.entries.count > most
    guard isTooMuch || now >= state.nextLook else { return }
    state.nextLook = now.advanced(by: pause)
    for (id, entry) in state.entries where now - entry.used >= lifetime { remove(id, entry, &state) }
    guard isTooMuch else { return }
    let others = state.entries.filter { $0.key != newest }.sorted { $0.value.used < $1.value.used }
    for (id, entry) in others where state.bytes > mostBytes / 2 || state.entries.count > most / 2 {
      remove(id, entry, &state)
    }
  }

  private static func remove(_ id: String, _ entry: Entry, _ state: inout State) {
    state.entries[id] = nil
    state.bytes -= entry.query.byteCount
  }
}
