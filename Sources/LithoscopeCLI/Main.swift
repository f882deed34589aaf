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
    do {
      command = try LithoscopeCommand.parseAsRoot()
    } catch {
      leave(LithoscopeCommand.fullMessage(for: error), isHelp: LithoscopeCommand.exitCode(for: error) == .success)
    }
    do {
      try command.run()
    } catch let exit as ExitCode {
      Glibc.exit(exit.rawValue)
    } catch let help as CleanExit {
      leave(LithoscopeCommand.fullMessage(for: help), isHelp: true)
    } catch let usage as ValidationError {
      leave(LithoscopeCommand.fullMessage(for: usage), isHelp: false)
    } catch {
      Terminal.complain("\(error)")
      exit(failure)
    }
  }

  private static func leave(_ message: String, isHelp: Bool) -> Never {
    if isHelp {
      Terminal.print(message)
      exit(0)
    }
    Terminal.complain(message)
    exit(wrongUsage)
  }
}
