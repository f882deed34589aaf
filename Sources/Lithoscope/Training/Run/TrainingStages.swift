import Descriptors
import Neural

/// The two stages of a training. First the head alone on features that never change; then, where it is asked for,
/// the network with it, which would be led astray by a head that knows nothing yet (Kumar et al., "Fine-tuning can
/// distort pretrained features and underperform out-of-distribution", ICLR 2022).
struct TrainingStages {
  let material: TrainingMaterial
  let lesson: Lesson
  let options: TrainingOptions
  let weights: Weights?
  let source: ImageBatchSource
  let keeper: CheckpointKeeper
  let observe: (TrainingProgress) -> Bool

  /// Rows that the scaling of features is fitted on, at most.
  private static let mostScalingRows = 20_000
  /// The network's usual learning rate as a part of the head's.
  private static let tuningShare: Float = 0.1

  /// - Parameter restored: where an earlier run was stopped.
  /// - Returns: nil when the observer stopped it.
  func run(from restored: TrainingCheckpoint?) throws -> TrainedModel? {
    let head = ScaledHead(
      scaling(),
      try Head(
        inputs: material.features.dimension, layers: lesson.headLayers(options), seed: options.seed,
        threads: options.threads))
    var state = restored?.state ?? TrainingState()
    if state.stage == 0 {
      let run = try stage(
        head, restored, state, epochs: options.epochs, batches: lesson.batches, rate: headRate
      ) {
        material.features.gather(
          $0.images, views: $0.views.map { Int($0 % UInt64(material.features.viewCount)) })
      } outputs: { head in
        try TrainedModel(state: state, head: head, tuned: nil)
          .outputs(of: lesson.split.validation, material.features, from: source)
      }
      guard let run else { return nil }
      state = run
    }
    guard let layer = options.depth.firstTrainedLayer, let weights else {
      return TrainedModel(state: state, head: head, tuned: nil)
    }
    let model = try TunableModel(
      base: material.base, input: material.input, weights: weights, trainedFrom: layer, head: head,
      threads: options.threads)
    var inStage = restored
    if state.stage == 0 {
      // What was best of the head alone may be worse than what the network makes of it, and is not compared.
      state.stage = 1
      state.epoch = 0
      state.best = nil
      state.bestQuality = nil
      inStage = nil
    }
    let run = try stage(
      model, inStage, state, epochs: options.tuningEpochs, batches: lesson.tuningBatches(options),
      rate: options.tuningRate ?? headRate * Self.tuningShare
    ) {
      try source.load($0)
    } outputs: { model in
      try TrainedModel(state: state, head: model.head, tuned: model)
        .outputs(of: lesson.split.validation, material.features, from: source)
    }
    return run.map { TrainedModel(state: $0, head: head, tuned: model) }
  }

  private var headRate: Float { options.rate ?? options.optimizer.usualRate }

  /// - Returns: the state at the end, with the model at its best; nil when the observer stopped it.
  private func stage<Model: Trainable>(
    _ model: Model, _ restored: TrainingCheckpoint?, _ state: TrainingState, epochs: Int,
    batches: EpochBatches, rate: Float, load: @escaping (BatchPlan) throws -> Model.Batch,
    outputs: @escaping (Model) throws -> Tensor
  ) throws -> TrainingState? {
    let optimizer = options.optimizer.make(weightDecay: options.weightDecay)
    if let restored { try restore(restored, model, optimizer) }
    let stepsAnEpoch = batches.batches(epoch: 0).count
    let schedule = LearningRateSchedule(
      peak: rate, warmUpSteps: Int((options.warmUp * Float(epochs * stepsAnEpoch)).rounded()),
      totalSteps: max(1, epochs * stepsAnEpoch))
    let validate: ((Model) throws -> Validation)? =
      lesson.canValidate
      ? { model in
        guard let found = try lesson.validate(outputs(model)) else {
          preconditionFailure("a lesson without anything to validate")
        }
        return found
      } : nil
    let run = TrainingRun(
      Trainer(
        model, optimizer: optimizer, schedule: schedule, steps: state.epoch * stepsAnEpoch + state.step),
      batches: batches, epochs: epochs, patience: options.patience, keeper: keeper, state: state,
      best: restored?.best ?? [], load: load, loss: lesson.loss, validate: validate)
    return try run.run(observe) ? run.state : nil
  }

  private func restore(
    _ checkpoint: TrainingCheckpoint, _ model: some Trainable, _ optimizer: any Optimizer
  ) throws {
    let shapes = model.parameters.map { [$0.name: $0.shape] }
    for tensors in [checkpoint.parameters, checkpoint.best]
    where !tensors.isEmpty && tensors.map({ [$0.name: $0.shape] }) != shapes {
      throw TrainingProblem.damagedCheckpoint(
        path: keeper.path, reason: "Its layers are not those of the model that is trained.")
    }
    guard checkpoint.parameters.count == shapes.count else {
      throw TrainingProblem.damagedCheckpoint(path: keeper.path, reason: "It lacks layers.")
    }
    for (parameter, tensor) in zip(model.parameters, checkpoint.parameters) { parameter.assign(tensor) }
    do { try optimizer.restore(checkpoint.optimizer) } catch {
      throw TrainingProblem.damagedCheckpoint(path: keeper.path, reason: "\(error)")
    }
  }

  private func scaling() -> FeatureScaling {
    let images = lesson.split.training
    let rows = min(images.count, Self.mostScalingRows)
    return FeatureScaling(
      fitting: material.features.gather((0..<rows).map { images[images.count * $0 / rows] }))
  }
}
