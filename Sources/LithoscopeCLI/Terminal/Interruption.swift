import Foundation
import Glibc
import Synchronization

/// Ctrl-C once asks the work to stop after what is in flight; twice ends the process at once. Before there is
/// work in flight it ends the process at once too.
///
/// A thread of its own waits for the signal, so that no handler ever runs on the stack of a thread that computes:
/// with one, interrupted trainings under load now and then ended with a damaged heap.
enum Interruption {
  /// What shells report for a process that ended by SIGINT: 128 + 2.
  static let exitCode: Int32 = 130
  /// What the user is told.
  static let message: StaticString = "Stopped; what was done is kept. Go on with the same command."

  private static let happened = Atomic<Bool>(false)
  private static let hasWork = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed while work was in flight.
  static var hasHappened: Bool { happened.load(ordering: .relaxed) }

  /// Starts to listen. Threads that are started from here on leave the signal to the one that listens.
  static func catchOnce() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Thread.detachNewThread {
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGINT)
      while true {
        var signal: Int32 = 0
        guard sigwait(&signals, &signal) == 0 else { continue }
        if !hasWork.load(ordering: .relaxed) || happened.exchange(true, ordering: .relaxed) {
          if !hasHappened { write(STDERR_FILENO, "\(message)\n", message.utf8CodeUnitCount + 1) }
          _exit(exitCode)
        }
      }
    }
  }

  /// From here on somebody asks ``hasHappened`` now and then.
  static func beginWork() { hasWork.store(true, ordering: .relaxed) }
}
