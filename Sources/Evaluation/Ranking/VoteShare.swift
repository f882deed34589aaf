/// A class and its share of a vote.
public struct VoteShare<Class: Hashable & Sendable>: Sendable, Equatable {
  /// The class voted for.
  public let `class`: Class
  /// Its share, above 0 and at most 1.
  public let share: Double
}
