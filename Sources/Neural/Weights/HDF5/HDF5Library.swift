import CHDF5
import Synchronization

/// The one gate to libhdf5, which Debian builds without thread safety.
package enum HDF5Library {
  private static let gate = Mutex(())

  /// Runs `body` while nobody else is in the library; failures are reported, not printed.
  package static func exclusively<Result>(_ body: () throws -> sending Result) rethrows -> sending Result {
    try gate.withLock { _ in
      chdf5_silence()
      return try body()
    }
  }

  /// The library's own words for what failed last.
  static var lastReason: String {
    var text = [CChar](repeating: 0, count: 256)
    chdf5_last_reason(&text, text.count)
    let reason = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return reason.isEmpty ? "no reason given" : reason
  }
}

/// An open file, group, dataset, type or space, closed when the last reference goes.
///
/// Only used inside ``HDF5Library/exclusively(_:)``.
final class HDF5Handle {
  let id: hid_t
  private let release: (hid_t) -> herr_t

  /// nil when `id` is the library's sign of failure.
  init?(_ id: hid_t, release: @escaping (hid_t) -> herr_t) {
    guard id >= 0 else { return nil }
    self.id = id
    self.release = release
  }

  deinit { _ = release(id) }
}
