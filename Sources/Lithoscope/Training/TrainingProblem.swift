/// Why a model cannot be trained, or not further.
public enum TrainingProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// All images are of one class.
  case oneClass(String, images: Int)
  /// Too few images to learn anything from.
  case tooFewImages(Int, folder: String)
  /// Too few classes have enough images for a batch of a Siamese network.
  case nothingToPair(folder: String)
  /// An option whose value makes no sense.
  case badOption(String, value: String, allowed: String)
  /// A table of pairs lacks a column.
  case pairColumnMissing(path: String, column: String, has: [String])
  /// A judgement in a table of pairs that is neither yes nor no.
  case badJudgement(path: String, line: Int, text: String)
  /// No pair of a table names two images of the folder.
  case noPairs(path: String, folder: String)
  /// The base needs no network, so there is no network to train.
  case nothingToTune(base: String, depth: String)
  /// The trained layers are behind everything that the base listens to.
  case nothingTunedHeard(base: String, layer: String)
  /// An image has become unusable while it was learned from.
  case imageLost(path: String, reason: String)
  /// The loss has become infinite or no number.
  case diverged(epoch: Int, loss: Float, rate: Float, checkpoint: String?)
  /// A checkpoint lies where a new run would put its own.
  case checkpointExists(path: String)
  /// There is nothing to go on with.
  case noCheckpoint(path: String)
  /// A checkpoint of something else.
  case foreignCheckpoint(path: String, what: String, has: String, asked: String)
  /// A file that is no whole checkpoint.
  case damagedCheckpoint(path: String, reason: String)
  /// The model, its checkpoint or its pictures cannot be written.
  case unwritable(path: String, reason: String, checkpoint: String?)
  /// The held-out folder shares no class with the one trained on.
  case heldOutForeign(folder: String)

  /// The reason and the remedy, in one sentence.
  public var description: String {
    switch self {
    case .oneClass(let label, let images):
      "All \(images) images have the label \(label), so there is nothing to tell apart; put the images into one "
        + "folder for each of at least two classes, or give the labels with --labels FILE.csv."
    case .tooFewImages(let count, let folder):
      "The folder \(folder) has \(count) usable \(count == 1 ? "image" : "images"), and nothing can be learned from "
        + "fewer than two; add images and try again."
    case .nothingToPair(let folder):
      "No class of \(folder) has two images to train with, so that no pair is alike; add images, or train with "
        + "--pairs FILE.csv or --unlabelled."
    case .badOption(let option, let value, let allowed):
      "\(option) \(value) makes no sense; give \(allowed)."
    case .pairColumnMissing(let path, let column, let has):
      "The table \(path) has no column named \(column), only \(has.joined(separator: ", ")); name the columns "
        + "a,b,same in its first line."
    case .badJudgement(let path, let line, let text):
      "“\(text)” on line \(line) of \(path) is neither yes nor no; write 1 or 0, yes or no, true or false."
    case .noPairs(let path, let folder):
      "No line of \(path) names two images of \(folder); give their paths relative to that folder."
    case .nothingToTune(let base, let depth):
      "\(base) is computed without the network, so --depth \(depth) has nothing to train; use --depth head, or a "
        + "--base with a layer of VGG16 such as vgg16-block5."
    case .nothingTunedHeard(let base, let layer):
      "\(base) listens to no layer from \(layer) on, so training them would change nothing; use a --base such as "
        + "vgg16-block5, or --depth all."
    case .imageLost(let path, let reason):
      "The image \(path) can no longer be used (\(reason)), and training was stopped; put it back and go on with "
        + "--resume, or train anew without it."
    case .diverged(let epoch, let loss, let rate, let checkpoint):
      "The loss became \(loss) in epoch \(epoch) with the learning rate \(rate), and training was stopped"
        + (checkpoint.map { " (the last good state is in \($0))" } ?? "")
        + "; train anew with a lower --rate, such as \(rate / 10)."
    case .checkpointExists(let path):
      "A training that was stopped has left \(path); go on with --resume, or delete that file to begin anew."
    case .noCheckpoint(let path):
      "There is no checkpoint \(path) to go on from; train without --resume."
    case .foreignCheckpoint(let path, let what, let has, let asked):
      "The checkpoint \(path) was made with another \(what) (\(has), now \(asked)); use the same command and "
        + "images as then, or delete that file to begin anew."
    case .damagedCheckpoint(let path, let reason):
      "The checkpoint \(path) cannot be used: \(reason) Delete it and train anew."
    case .unwritable(let path, let reason, let checkpoint):
      "\(path) cannot be written (\(reason)), and training was stopped; make room, or choose another place with "
        + "--out, and train anew" + (checkpoint.map { ", or go on from \($0) with --resume." } ?? ".")
    case .heldOutForeign(let folder):
      "The folder \(folder) has no image of a class that was trained on; give one with the same classes, such as a "
        + "part of the same collection."
    }
  }
}
