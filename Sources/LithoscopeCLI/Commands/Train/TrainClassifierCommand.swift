import ArgumentParser
import Lithoscope

/// `lithoscope train classifier FOLDER --out MODEL`
struct TrainClassifierCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classifier",
    abstract: "Teach a model the classes of a folder.",
    discussion: """
      The name of an image's folder is its class, or a table says it (--labels FILE.csv with the columns \
      path,label,group). A tenth of the images is kept for validation; where several images show one sample, \
      --group-by keeps them on one side.

        lithoscope train classifier photos --out rocks.safetensors
        lithoscope train classifier sections --out mud.safetensors --group-by 'sample_[^_]+' --test held-out
        lithoscope train classifier photos --out rocks.safetensors --depth block5 --resume

      Beside the model it writes learning curves (.curves.png, .curves.csv) and what is taken for what \
      (.confusion.png). A run that is stopped, even by kill -9, goes on with --resume.
      """)

  @OptionGroup var place: IndexedFolder
  @OptionGroup var arguments: TrainingArguments

  @Option(
    help: ArgumentHelp(
      "The share of a label that is spread over all classes, 0 to 0.9 (label smoothing).", valueName: "share")
  )
  var smoothing: Float = 0.1

  @Flag(help: "Let rare classes count as much as frequent ones.")
  var balance = false

  func run() throws {
    var options = TrainingOptions(.classes(smoothing: smoothing))
    options.balances = balance
    try arguments.fill(&options)
    try TrainingSession(place: place, arguments: arguments, options: options).run()
  }
}
