/// How often something that should say nothing about the answer did, beside how often it would by chance.
public struct LeakageFinding: Sendable, Equatable {
  /// How often, from 0 to 1.
  public let rate: Double
  /// How often by chance, from 0 to 1.
  public let chance: Double
  /// How many standard deviations of chance lie between the two; positive when `rate` is higher.
  public let deviations: Double
  /// The cases looked at.
  public let cases: Int

  /// Deviations above which chance is not believed: one time in 700 if it were chance.
  public static let suspiciousDeviations = 3.0
  /// The least excess over chance that matters; with many cases smaller ones are certain but harmless.
  public static let suspiciousExcess = 0.1

  /// Whether the excess is both beyond chance and large enough to matter.
  public var isSuspicious: Bool {
    deviations > Self.suspiciousDeviations && rate - chance >= Self.suspiciousExcess
  }
}
