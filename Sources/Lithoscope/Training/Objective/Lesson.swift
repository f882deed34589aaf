import Descriptors
import Neural

/// What is to be learned of which images: the objective, brought together with a collection.
struct Lesson {
  /// Images for training and for validation.
  let split: TrainingSplit
  /// The names of the classes; none where labels do not count.
  let classNames: [String]
  /// How the batches of the head's stage are put together.
  let batches: EpochBatches
  /// What was left out, a sentence each.
  let remarks: [String]
  /// What people have judged, as one digest; empty where they have not.
  let judgements: String

  private let objective: TrainingObjective
  private let labels: [Int]
  private let classWeights: [Float]?
  private let validationPairs: [EmbeddingPair]

  /// Prepares a lesson.
  ///
  /// - Throws: ``TrainingProblem``, ``CSVError``.
  init(_ material: TrainingMaterial, _ options: TrainingOptions) throws {
    let labels = material.images.map(\.label)
    objective = options.objective
    self.labels = labels
    // Without labels or judgements there is nothing to ask of images that were kept.
    var share = options.validationShare
    if case .likeness(_, .augmentation) = options.objective { share = 0 }
    classNames = material.classNames
    let split = TrainingSplit(
      labels: labels, groups: material.images.map(\.group), share: share, seed: options.seed
    )
    self.split = split
    var remarks = Self.remarks(split, labels, material.classNames, isGrouped: material.grouping != nil)
    var validationPairs: [EmbeddingPair] = []
    var composition = EpochBatches.Composition.twoViews
    var judgements = ""
    switch options.objective {
    case .classes: composition = .shuffled(labels: labels)
    case .likeness(_, .labels):
      let sizes = split.training.reduce(into: [Int: Int]()) { $0[labels[$1], default: 0] += 1 }
      guard sizes.values.contains(where: { $0 > 1 }) else {
        throw TrainingProblem.nothingToPair(folder: material.collection.layout.images)
      }
      composition = .balanced(labels: labels)
    case .likeness(_, .augmentation): break
    case .likeness(_, .pairs(let path)):
      let table = try PairTable(
        path: path, paths: material.images.map(\.path), folder: material.collection.layout.images)
      remarks += table.remarks
      judgements = LearnedModel.dataDigest(
        of: table.judgements.map { ("\($0.first) \($0.second)", "\($0.isSame)") })
      let kept = Set(split.validation)
      let taught = table.judgements.filter { !kept.contains($0.first) && !kept.contains($0.second) }
      guard !taught.isEmpty else {
        throw TrainingProblem.noPairs(path: path, folder: material.collection.layout.images)
      }
      let rows = Dictionary(uniqueKeysWithValues: split.validation.enumerated().map { ($1, $0) })
      validationPairs = table.judgements.compactMap { judgement in
        guard let first = rows[judgement.first], let second = rows[judgement.second] else { return nil }
        return EmbeddingPair(first: first, second: second, isSame: judgement.isSame)
      }
      let mixed = table.judgements.count - taught.count - validationPairs.count
      if mixed > 0 {
        remarks.append(
          "\(mixed) of \(table.judgements.count) judgements are about one image for training and one for "
            + "validation, and are used for neither.")
      }
      composition = .judged(taught)
    }
    classWeights = options.balances ? Self.weights(labels, split, classNames.count) : nil
    self.validationPairs = validationPairs
    self.remarks = remarks
    self.judgements = judgements
    batches = EpochBatches(
      images: split.training, composition: composition, batchSize: options.batchSize, seed: options.seed)
  }

  /// The batches of the network's stage.
  func tuningBatches(_ options: TrainingOptions) -> EpochBatches {
    EpochBatches(
      images: batches.images, composition: batches.composition, batchSize: options.tuningBatchSize,
      // Not the order of the head's epochs.
      seed: ~options.seed)
  }

  /// The layers of the head.
  func headLayers(_ options: TrainingOptions) -> [HeadLayer] {
    let (units, dropout) = (options.hiddenUnits, options.dropout)
    switch objective {
    case .classes:
      return HeadDesign.classifier(units: units, classes: classNames.count, dropout: dropout)
    case .likeness: return HeadDesign.siamese(units: units, dropout: dropout)
    }
  }

  /// The loss of a batch's outputs.
  func loss(_ outputs: Tensor, _ plan: BatchPlan) -> LossValue {
    if case .likeness(.contrastive(let margin), .pairs) = objective {
      return ContrastiveLoss(margin: margin)(outputs, pairs: plan.pairs)
    }
    return rowLoss(outputs, plan.labels)
  }

  /// The name of the figure that says most about the outputs.
  var metric: String {
    switch objective {
    case .classes: "accuracy"
    case .likeness(_, .pairs): "area_under_curve"
    case .likeness: "mean_average_precision"
    }
  }

  /// The labels of some images.
  func labels(of images: [Int]) -> [Int] { images.map { labels[$0] } }

  /// Judges the outputs of the images kept for validation; nil where there is nothing to judge.
  ///
  /// - Throws: `EvaluationError`.
  func validate(_ outputs: Tensor) throws -> Validation? {
    let labels = labels(of: split.validation)
    switch objective {
    case .classes(let smoothing): return ClassValidation(labels: labels, smoothing: smoothing)(outputs)
    case .likeness(_, .labels):
      return try RetrievalValidation(labels: labels, classNames: classNames, loss: rowLoss)(outputs)
    case .likeness(.contrastive(let margin), .pairs):
      guard !validationPairs.isEmpty else { return nil }
      return PairValidation(pairs: validationPairs, loss: ContrastiveLoss(margin: margin))(outputs)
    case .likeness: return nil
    }
  }

  /// Whether images kept for validation say anything.
  var canValidate: Bool {
    guard !split.validation.isEmpty else { return false }
    switch objective {
    case .classes, .likeness(_, .labels): return true
    case .likeness(_, .pairs): return !validationPairs.isEmpty
    case .likeness(_, .augmentation): return false
    }
  }

  private var rowLoss: any Loss {
    switch objective {
    case .classes(let smoothing): SoftmaxCrossEntropy(classWeights: classWeights, smoothing: smoothing)
    case .likeness(.contrastive(let margin), _): ContrastiveLoss(margin: margin)
    case .likeness(.triplet(let margin, let mining), _): TripletLoss(margin: margin, mining: mining)
    case .likeness(.ntXent(let temperature), _): NTXentLoss(temperature: temperature)
    }
  }

  /// Weights that make each class count the same, 1 on average over the images.
  private static func weights(_ labels: [Int], _ split: TrainingSplit, _ classes: Int) -> [Float] {
    var sizes = [Int](repeating: 0, count: classes)
    for image in split.training { sizes[labels[image]] += 1 }
    let present = sizes.count { $0 > 0 }
    return sizes.map { $0 > 0 ? Float(split.training.count) / Float(present * $0) : 0 }
  }

  private static func remarks(
    _ split: TrainingSplit, _ labels: [Int], _ classNames: [String], isGrouped: Bool
  ) -> [String] {
    guard !split.validation.isEmpty else { return [] }
    let kept = Set(split.validation.map { labels[$0] })
    let missing = classNames.enumerated().filter { !kept.contains($0.offset) }.map(\.element)
    guard let first = missing.first else { return [] }
    return [
      "\(missing.count == 1 ? "The class \(first) has" : "\(missing.count) classes, \(first) the first of them, have") "
        + "too few \(isGrouped ? "groups" : "images") to keep one for validation: all are trained on, and how well "
        + "they are told is not known."
    ]
  }
}
