import Descriptors
import Imaging
import Neural

/// What to train, on what and how.
public struct TrainingOptions: Sendable {
  /// What the model is to learn.
  public var objective: TrainingObjective
  /// How much of it is trained.
  public var depth = TrainingDepth.head
  /// The features it starts from; nil for the depth's usual ones. Whitening does not apply.
  public var base: Descriptor?
  /// Units of the hidden layer; 0 for none: a linear head.
  public var hiddenUnits = 1024
  /// The share of hidden units, and half of it of features, that a step leaves out; 0 for none.
  public var dropout: Float = 0.1
  /// Passes over the training images for the head.
  public var epochs = 40
  /// Passes for the network afterwards, where it is trained.
  public var tuningEpochs = 10
  /// Images of a step for the head.
  public var batchSize = 256
  /// Images of a step for the network.
  public var tuningBatchSize = 16
  /// How gradients become steps.
  public var optimizer = OptimizerKind.adamW
  /// The highest learning rate of the head; nil for the optimiser's usual one.
  public var rate: Float?
  /// The highest learning rate of the network; nil for a tenth of the head's.
  public var tuningRate: Float?
  /// The share of all steps in which the rate rises to its highest.
  public var warmUp: Float = 0.05
  /// How strongly kernels are pulled towards zero.
  public var weightDecay: Float = 0.01
  /// How images are varied.
  public var augmentation = RockAugmentation()
  /// Varied copies of each image whose features the head also learns from.
  public var copies: Int?
  /// Whether rare classes count as much as frequent ones.
  public var balances = false
  /// The share of the images that is kept for validation.
  public var validationShare: Float = 0.1
  /// A regular expression on the relative path that gives each image its group, such as its sample; groups are
  /// never divided between training and validation.
  public var grouping: String?
  /// A table with the columns `path`, `label` and perhaps `group`; nil takes the folders' names for labels.
  public var labels: String?
  /// Epochs after which training ends when all of them were clearly worse than the best.
  public var patience = 10
  /// What everything random starts from.
  public var seed: UInt64 = 0
  /// Threads that compute.
  public var threads = Processor.coreCount
  /// A folder of images, laid out as the one trained on, that is only looked at when training is over.
  public var heldOut: String?
  /// Whether to go on where a run with the same options was stopped.
  public var resumes = false

  /// The defaults for an objective.
  public init(_ objective: TrainingObjective) { self.objective = objective }
}
