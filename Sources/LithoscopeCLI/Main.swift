import ArgumentParser
import Glibc

/// Runs the command and turns what happens into an exit code: 0 success, 1 a failure said in a sentence with
/// its remedy, 2 wrong usage.
@main
enum Main {
  private static let wrongUsage: Int32 = 2
  private static let failure: Int32 = 1

  static func main() {
    var command: any ParsableCommand
    do { command = try LithoscopeCommand.parseAsRoot() } catch { leave(after: error) }
    do {
      try command.run()
    } catch let exit as ExitCode {
      Glibc.exit(exit.rawValue)
    } catch  where LithoscopeCommand.exitCode(for: error) != .failure {
      // Help that was asked for, and usage that only turned out to be wrong while running.
      leave(after: error)
    } catch {
      // Errors name files, and names may hold line breaks.
      Terminal.complain(Terminal.printable("\(error)"))
      exit(failure)
    }
  }

  /// Ends with the parser's own message: help on standard output, complaints on standard error.
  private static func leave(after error: any Error) -> Never {
    let message = LithoscopeCommand.fullMessage(for: error)
    if LithoscopeCommand.exitCode(for: error) == .success {
      Terminal.print(message)
      exit(0)
    }
    Terminal.complain(message)
    exit(wrongUsage)
  }
}
