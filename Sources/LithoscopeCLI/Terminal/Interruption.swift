import Glibc
import Synchronization

/// Ctrl-C once asks the work to stop after what is in flight; twice ends the process at once.
enum Interruption {
  /// What shells report for a process that ended by SIGINT: 128 + 2.
  static let exitCode: Int32 = 130

  private static let happened = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed since ``catchOnce()``.
  static var hasHappened: Bool { happened.load(ordering: .relaxed) }

  /// Starts to listen.
  static func catchOnce() {
    signal(SIGINT) { _ in
      Interruption.happened.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }
}
