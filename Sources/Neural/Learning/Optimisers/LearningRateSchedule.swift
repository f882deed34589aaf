import Glibc

/// How long steps are as training goes on: a linear warm-up (Goyal et al., "Accurate, large minibatch SGD",
/// 2017, section 2.2), while the gradients of new layers are wild, then half a cosine down to the floor
/// (Loshchilov and Hutter, "SGDR", 2017, equation 5):
///
///     η(s) = peak · (s + 1) / warm-up                               for s < warm-up
///     η(s) = floor + (peak − floor) · ½ · (1 + cos(π · progress))   after, progress from 0 to 1 at the total
public struct LearningRateSchedule: Sendable, Equatable {
  /// The greatest learning rate, which the warm-up leads to.
  public let peak: Float
  /// Steps of the warm-up; 0 for none.
  public let warmUpSteps: Int
  /// Steps of the whole training.
  public let totalSteps: Int
  /// The learning rate at the end.
  public let floor: Float

  /// A schedule.
  ///
  /// - Precondition: `0 ≤ floor ≤ peak` and `0 ≤ warmUpSteps ≤ totalSteps`.
  public init(peak: Float, warmUpSteps: Int, totalSteps: Int, floor: Float = 0) {
    precondition(floor >= 0 && floor <= peak, "the floor lies from 0 to the peak")
    precondition(warmUpSteps >= 0 && warmUpSteps <= totalSteps, "the warm-up is a part of the training")
    self.peak = peak
    self.warmUpSteps = warmUpSteps
    self.totalSteps = totalSteps
    self.floor = floor
  }

  /// The learning rate of a step, the first of which is number 0; the floor from the last one on.
  public func rate(at step: Int) -> Float {
    if step < warmUpSteps { return peak * Float(max(0, step) + 1) / Float(warmUpSteps) }
    guard step < totalSteps else { return floor }
    let progress = Float(step - warmUpSteps) / Float(totalSteps - warmUpSteps)
    return floor + (peak - floor) * (1 + cosf(.pi * progress)) / 2
  }
}
