import Evaluation

/// What the labels of a query's nearest images say about its own.
public struct Classification: Sendable {
  /// A class and its part of the vote.
  public struct Share: Sendable, Hashable {
    /// The class.
    public let label: String
    /// Its part, above 0 and at most 1; those of all classes add up to 1.
    public let share: Double

    /// The part rounded to the four decimals in which it is shown and compared.
    public var rounded: Double { (share * 10_000).rounded() / 10_000 }
    /// The part in percent with one decimal, such as `62.5 %`.
    public var text: String { DecimalText.fixed((share * 1000).rounded() / 10, places: 1) + " %" }
  }

  /// How many of the nearest images were asked to vote.
  public let voters: Int
  /// The classes voted for, the winner first; empty when nobody voted.
  public let classes: [Share]
  /// The search that found the voters: its matches are they, all with a label.
  public let search: SearchResult

  /// The class with the largest part; of equals the one with the nearest voter. Nil when nobody voted.
  public var label: String? { classes.first?.label }

  /// Lets the matches of a search vote, as ``NearestNeighbourVote`` weighs them. Those without a label have no
  /// vote.
  init(_ search: SearchResult, voters: Int) {
    let neighbours = search.matches.compactMap { match in
      match.label.map { (similarity: match.similarity, class: $0) }
    }
    self.voters = voters
    self.search = search
    classes = NearestNeighbourVote(neighbours, voters: voters).shares.map {
      Share(label: $0.class, share: $0.share)
    }
  }
}
