import ArgumentParser
import Lithoscope

/// A training as the person at the terminal sees it: bars, a line an epoch, the result.
struct TrainingSession {
  let place: IndexedFolder
  let arguments: TrainingArguments
  let options: TrainingOptions

  func run() throws {
    let images = try place.open()
    let display = TrainingDisplay()
    Interruption.catchOnce()
    let report = try display.during {
      try images.train(options, to: arguments.out) { progress in
        Interruption.beginWork()
        display.update(progress)
        return !Interruption.hasHappened
      }
    }
    guard let report else {
      let isKept = ImageCollection.checkpoint(forModel: arguments.out) != nil
      Terminal.complain(
        isKept
          ? "Stopped; what was learned is kept. Go on with the same command and --resume."
          : "Stopped before anything was learned; what was described is kept. Go on with the same command.")
      throw ExitCode(Interruption.exitCode)
    }
    if arguments.json {
      try JSONOutput.print(TrainingOutput(report))
    } else {
      TrainingText(report).print()
    }
  }
}
