/// How far a training is.
public enum TrainingProgress: Sendable {
  /// Features of the images are computed.
  case describing(done: Int, total: Int)
  /// Features of varied copies are computed.
  case varying(done: Int, total: Int)
  /// A step was taken.
  case step(TrainingStep)
  /// An epoch is over; its parameters are kept until a later one is as good.
  case epoch(EpochRecord, isKept: Bool)
  /// The held-out images are looked at.
  case testing(done: Int, total: Int)
}
