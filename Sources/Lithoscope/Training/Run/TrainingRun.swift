import Neural

/// The epochs of one stage of a training: batches, steps, validation, checkpoints, and an end when nothing gets
/// better.
///
/// All that is random is drawn from the seed, the epoch and the step, and all that was summed up is in the state;
/// so a run that goes on from a checkpoint ends where an unbroken one does.
final class TrainingRun<Model: Trainable> {
  private let trainer: Trainer<Model>
  private let batches: EpochBatches
  private let epochs: Int
  private let patience: Int
  private let keeper: CheckpointKeeper
  private let load: (BatchPlan) throws -> Model.Batch
  private let loss: (Tensor, BatchPlan) throws -> LossValue
  private let validate: ((Model) throws -> Validation)?

  /// How far it is.
  private(set) var state: TrainingState
  /// The parameters after the best epoch.
  private(set) var best: [WeightTensor]

  /// - Parameters:
  ///   - load: makes what the model takes of a plan.
  ///   - loss: of the model's outputs for a plan.
  ///   - validate: nil where no images are kept for it: then the last epoch is the best.
  init(
    _ trainer: Trainer<Model>, batches: EpochBatches, epochs: Int, patience: Int, keeper: CheckpointKeeper,
    state: TrainingState, best: [WeightTensor] = [], load: @escaping (BatchPlan) throws -> Model.Batch,
    loss: @escaping (Tensor, BatchPlan) throws -> LossValue, validate: ((Model) throws -> Validation)?
  ) {
    self.trainer = trainer
    self.batches = batches
    self.epochs = epochs
    self.patience = patience
    self.keeper = keeper
    self.state = state
    self.best = best
    self.load = load
    self.loss = loss
    self.validate = validate
  }

  /// Trains to the end.
  ///
  /// - Parameter observe: told of each step and epoch; false stops after the step, with a checkpoint.
  /// - Returns: whether it came to its end; then the model has the best parameters.
  /// - Throws: ``TrainingProblem``.
  func run(_ observe: (TrainingProgress) -> Bool) throws -> Bool {
    while state.epoch < epochs, !hasLostPatience {
      guard try runEpoch(observe) else {
        try write()
        return false
      }
    }
    for (parameter, tensor) in zip(trainer.model.parameters, best) { parameter.assign(tensor) }
    return true
  }

  private var hasLostPatience: Bool {
    guard validate != nil, let best = state.best else { return false }
    return state.history.count - 1 - best >= patience
  }

  private func runEpoch(_ observe: (TrainingProgress) -> Bool) throws -> Bool {
    let plans = batches.batches(epoch: state.epoch)
    var stopwatch = Stopwatch()
    let rate = trainer.rate
    while state.step < plans.count {
      let plan = plans[state.step]
      do {
        let seed = batches.dropoutSeed(epoch: state.epoch, step: state.step)
        state.lossSum += Double(try trainer.step(load(plan), seed: seed) { try loss($0, plan) })
      } catch let error as DivergenceError {
        throw diverged(error.loss, error.rate)
      }
      state.step += 1
      state.seconds += stopwatch.lap()
      let goesOn = observe(
        .step(
          TrainingStep(
            stage: state.stage, epoch: state.epoch, epochs: epochs, step: state.step, steps: plans.count,
            loss: state.lossSum / Double(state.step))))
      guard goesOn else { return false }
      if keeper.isDue(atEpochEnd: false) {
        try write()
        _ = stopwatch.lap()
      }
    }
    try endEpoch(steps: plans.count, rate: rate, &stopwatch, observe)
    return true
  }

  private func endEpoch(
    steps: Int, rate: Float, _ stopwatch: inout Stopwatch, _ observe: (TrainingProgress) -> Bool
  ) throws {
    let validation = try validate?(trainer.model)
    if let loss = validation?.quality.loss, !loss.isFinite { throw diverged(Float(loss), rate) }
    let quality = validation?.quality
    let isBest = quality.map { quality in state.bestQuality.map(quality.isAsGood) ?? true } ?? true
    if isBest { best = trainer.model.parameters.map(\.tensor) }
    state.seconds += stopwatch.lap()
    let record = EpochRecord(
      epoch: state.history.count + 1, rate: rate, trainingLoss: Float(state.lossSum / Double(max(1, steps))),
      validationLoss: validation.map { Float($0.quality.loss) }, metrics: validation?.metrics ?? [:],
      seconds: state.seconds)
    state.history.append(record)
    if isBest {
      state.best = state.history.count - 1
    }
    if let quality, state.bestQuality.map(quality.isBetter) ?? true { state.bestQuality = quality }
    state.epoch += 1
    state.step = 0
    state.lossSum = 0
    state.seconds = 0
    _ = observe(.epoch(record, isKept: isBest))
    if keeper.isDue(atEpochEnd: true) { try write() }
  }

  private func write() throws {
    let parameters = trainer.model.parameters.map(\.tensor)
    // What cannot be gone on with must not replace what can.
    guard parameters.allSatisfy(\.isFinite) else { throw diverged(.nan, trainer.rate) }
    try keeper.write(
      TrainingCheckpoint(
        state: state, parameters: parameters, best: best, optimizer: trainer.optimizer.state))
  }

  private func diverged(_ loss: Float, _ rate: Float) -> TrainingProblem {
    .diverged(
      epoch: state.history.count + 1, loss: loss, rate: rate,
      checkpoint: keeper.hasWritten ? keeper.path : nil)
  }
}
