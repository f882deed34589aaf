import ArgumentParser
import Descriptors
import Imaging
import Lithoscope

/// What all kinds of training can be told.
struct TrainingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where to write the model; its file's name is the model's.", valueName: "model.safetensors"),
    completion: .file(extensions: ["safetensors"]))
  var out: String

  @Option(help: "How much is trained: head, block5 or all.")
  var depth = TrainingDepth.head

  @Option(
    help: ArgumentHelp(
      "The descriptor whose vectors are learned from. Default: that of fusion; for block5 and all with the last "
        + "layers of blocks 4 and 5.", valueName: "name"), transform: { try Descriptor.named($0) })
  var base: Descriptor?

  @Option(
    help: ArgumentHelp(
      "Units of the hidden layer; 0 for a linear head. Default: 1024.",
      valueName: "n"))
  var hidden: Int?

  @Option(
    help: ArgumentHelp(
      "The share of hidden units that a step leaves out. Default: 0.1.",
      valueName: "share"))
  var dropout: Float?

  @Option(help: ArgumentHelp("Passes over the images for the head, at most. Default: 40.", valueName: "n"))
  var epochs: Int?

  @Option(
    name: .customLong("tuning-epochs"),
    help: ArgumentHelp("Passes for the network afterwards, at most. Default: 10.", valueName: "n"))
  var tuningEpochs: Int?

  @Option(help: ArgumentHelp("Images of a step for the head. Default: 256.", valueName: "n"))
  var batch: Int?

  @Option(
    name: .customLong("tuning-batch"),
    help: ArgumentHelp("Images of a step for the network. Default: 16.", valueName: "n"))
  var tuningBatch: Int?

  @Option(help: "How gradients become steps: adamw or sgd (with momentum).")
  var optimizer = OptimizerKind.adamW

  @Option(
    help: ArgumentHelp(
      "The highest learning rate. Default: 0.001 for adamw, 0.01 for sgd.", valueName: "rate"))
  var rate: Float?

  @Option(
    name: .customLong("tuning-rate"),
    help: ArgumentHelp("The same for the network. Default: a tenth of --rate.", valueName: "rate"))
  var tuningRate: Float?

  @Option(
    name: .customLong("warm-up"),
    help: ArgumentHelp(
      "The share of all steps in which the rate rises; it then falls along a cosine.", valueName: "share"))
  var warmUp: Float?

  @Option(
    name: .customLong("weight-decay"),
    help: ArgumentHelp("How strongly weights are pulled towards zero.", valueName: "λ"))
  var weightDecay: Float?

  @Option(
    help: ArgumentHelp(
      "How images are varied: flips, turns, scale, brightness and contrast, joined with +, or none. Default: all.",
      valueName: "kinds"
    ),
    transform: { try RockAugmentation(named: $0) })
  var augment: RockAugmentation?

  @Option(
    help: ArgumentHelp(
      "Varied copies of each image whose features the head learns from as well; each takes as long as indexing.",
      valueName: "n"))
  var copies: Int?

  @Option(help: ArgumentHelp("The share of the images that is kept for validation.", valueName: "share"))
  var validation: Float?

  @Option(
    name: .customLong("group-by"),
    help: ArgumentHelp(
      "A regular expression on the path; images it gives the same text are on one side.", valueName: "regex"))
  var groupBy: String?

  @Option(
    help: ArgumentHelp("Labels from a table with the columns path,label,group.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "End when so many epochs in a row were clearly worse than the best. Default: 10.", valueName: "n"))
  var patience: Int?

  @Option(help: ArgumentHelp("What everything random starts from.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("Threads that compute.", valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "A folder of other images, in the same classes, that is asked when training is over.",
      valueName: "folder"),
    completion: .directory)
  var test: String?

  @Flag(help: "Go on where the same training was stopped.")
  var resume = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be between 1 and 1024.")
    }
  }

  /// Takes over what was given.
  func fill(_ options: inout TrainingOptions) throws {
    options.depth = depth
    options.base = base
    if let hidden { options.hiddenUnits = hidden }
    if let dropout { options.dropout = dropout }
    if let epochs { options.epochs = epochs }
    if let tuningEpochs { options.tuningEpochs = tuningEpochs }
    if let batch { options.batchSize = batch }
    if let tuningBatch { options.tuningBatchSize = tuningBatch }
    options.optimizer = optimizer
    options.rate = rate
    options.tuningRate = tuningRate
    if let warmUp { options.warmUp = warmUp }
    if let weightDecay { options.weightDecay = weightDecay }
    if let augment { options.augmentation = augment }
    options.copies = copies
    if let validation { options.validationShare = validation }
    options.grouping = groupBy
    options.labels = labels
    if let patience { options.patience = patience }
    options.seed = seed
    if let threads { options.threads = threads }
    options.heldOut = test
    options.resumes = resume
  }
}

extension TrainingDepth: ExpressibleByArgument {}
extension OptimizerKind: ExpressibleByArgument {}
