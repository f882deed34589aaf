import Glibc
import Synchronization

/// Ctrl-C once asks the work to stop after what is in flight; twice ends the process at once. Before there is
/// work in flight it ends the process at once too.
enum Interruption {
  /// What shells report for a process that ended by SIGINT: 128 + 2.
  static let exitCode: Int32 = 130
  /// What the user is told.
  static let message: StaticString = "Stopped; what was done is kept. Go on with the same command."

  private static let happened = Atomic<Bool>(false)
  private static let hasWork = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed while work was in flight.
  static var hasHappened: Bool { happened.load(ordering: .relaxed) }

  /// Starts to listen.
  static func catchOnce() {
    signal(SIGINT) { _ in
      guard Interruption.hasWork.load(ordering: .relaxed) else {
        // Only calls that a signal handler may make.
        write(STDERR_FILENO, Interruption.message.utf8Start, Interruption.message.utf8CodeUnitCount)
        write(STDERR_FILENO, "\n", 1)
        _exit(Interruption.exitCode)
      }
      Interruption.happened.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }

  /// From here on somebody asks ``hasHappened`` now and then.
  static func beginWork() { hasWork.store(true, ordering: .relaxed) }
}
