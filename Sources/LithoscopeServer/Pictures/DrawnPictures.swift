import Synchronization

/// Thumbnails that were drawn lately, in memory.
final class DrawnPictures: Sendable {
  /// What was drawn of which content.
  struct Key: Hashable, Sendable {
    /// SHA-256 of the image's bytes.
    let digest: String
    /// The longest side in pixels.
    let side: Int
  }

  private struct Entry {
    let bytes: [UInt8]
    var used: Int
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var bytes = 0
    /// Counts uses, to tell old from new.
    var clock = 0
  }

  private let state = Mutex(State())
  private let mostBytes: Int

  /// - Parameter mostBytes: for all of them together.
  init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// What was drawn, if it is still there.
  func find(_ key: Key) -> [UInt8]? {
    state.withLock { state in
      state.clock += 1
      state.entries[key]?.used = state.clock
      return state.entries[key]?.bytes
    }
  }

  /// Keeps what was drawn.
  func keep(_ bytes: [UInt8], _ key: Key) {
    state.withLock { state in
      state.clock += 1
      if let old = state.entries.updateValue(Entry(bytes: bytes, used: state.clock), forKey: key) {
        state.bytes -= old.bytes.count
      }
      state.bytes += bytes.count
      guard state.bytes > mostBytes else { return }
      // The older half goes, so that this is done seldom.
      let uses = state.entries.values.map(\.used).sorted()
      let middle = uses[uses.count / 2]
      state.entries = state.entries.filter { $0.value.used > middle }
      state.bytes = state.entries.values.reduce(0) { $0 + $1.bytes.count }
    }
  }
}
