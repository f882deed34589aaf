/// How far a training is: with the parameters and the optimiser's numbers, all that it needs to go on.
struct TrainingState: Codable, Equatable {
  /// Which part of the training: the head, or the network with it.
  var stage = 0
  /// The epoch in progress, from 0 within the stage.
  var epoch = 0
  /// Steps of it that are done.
  var step = 0
  /// Their losses, added up.
  var lossSum = 0.0
  /// Epochs that are over, of all stages.
  var history: [EpochRecord] = []
  /// The place in ``history`` of the epoch whose parameters are taken so far: the last that was as good as the
  /// best, since steps get shorter towards the end and the last ones settle most.
  var best: Int?
  /// The best that was found.
  var bestQuality: ValidationQuality?
  /// Seconds of work in epochs that are not over.
  var seconds = 0.0
}
