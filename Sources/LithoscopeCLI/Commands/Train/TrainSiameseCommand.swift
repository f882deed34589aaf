import ArgumentParser
import Lithoscope
import Neural

/// `lithoscope train siamese FOLDER --out MODEL`
struct TrainSiameseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "siamese",
    abstract: "Teach a model which images are alike.",
    discussion: """
      A Siamese network turns images into vectors of 128 numbers that are near each other where images are alike. \
      What is alike, the folders' names say (images of one class), or judgements of people in a table with the \
      columns a,b,same, or nothing but the images themselves: varied copies of one are alike (--unlabelled).

        lithoscope train siamese photos --out alike.safetensors
        lithoscope train siamese photos --out alike.safetensors --pairs judgements.csv
        lithoscope train siamese photos --out alike.safetensors --unlabelled

        lithoscope index photos --descriptor alike.safetensors
        lithoscope search unknown.jpg --in photos --descriptor alike
      """)

  /// Losses by name.
  enum LossName: String, CaseIterable, ExpressibleByArgument {
    case triplet, contrastive
    case ntXent = "nt-xent"
  }

  /// Minings by name.
  enum MiningName: String, CaseIterable, ExpressibleByArgument {
    case batchHard = "batch-hard"
    case semiHard = "semi-hard"
  }

  @OptionGroup var place: IndexedFolder
  @OptionGroup var arguments: TrainingArguments

  @Option(
    help: ArgumentHelp(
      "triplet, contrastive, or nt-xent (each image against all others of a batch; with labels the supervised "
        + "contrastive loss). Default: nt-xent; contrastive with --pairs.", valueName: "name"))
  var loss: LossName?

  @Option(
    help: ArgumentHelp(
      "How far apart unlike images should be, as a distance of unit vectors. Default: 0.2 for triplet, 1 for "
        + "contrastive.", valueName: "distance"))
  var margin: Float?

  @Option(help: "Which triplets are learned from: batch-hard or semi-hard.")
  var mining = MiningName.batchHard

  @Option(help: ArgumentHelp("How sharply nt-xent looks at the nearest.", valueName: "t"))
  var temperature: Float = 0.1

  @Option(
    help: ArgumentHelp("Learn from judgements: a table with the columns a,b,same.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var pairs: String?

  @Flag(help: "Learn from the images alone: varied copies of one are alike (SimCLR).")
  var unlabelled = false

  func validate() throws {
    if pairs != nil, unlabelled { throw ValidationError("Give either --pairs or --unlabelled, not both.") }
  }

  func run() throws {
    let teacher: SiameseTeacher = pairs.map { .pairs(path: $0) } ?? (unlabelled ? .augmentation : .labels)
    var options = TrainingOptions(.likeness(chosenLoss, teacher))
    try arguments.fill(&options)
    try TrainingSession(place: place, arguments: arguments, options: options).run()
  }

  private var chosenLoss: SiameseLoss {
    switch loss ?? (pairs == nil ? .ntXent : .contrastive) {
    case .triplet: .triplet(margin: margin ?? 0.2, mining: mining == .batchHard ? .batchHard : .semiHard)
    case .contrastive: .contrastive(margin: margin ?? 1)
    case .ntXent: .ntXent(temperature: temperature)
    }
  }
}
