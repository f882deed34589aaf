/// The vote of a query's nearest neighbours for its class.
///
/// The nearest neighbour's vote counts 1, the farthest voter's ½ and those between by how similar they
/// are: Macleod, Luk and Titterington's weights ("A re-examination of the distance-weighted k-nearest
/// neighbor classification rule", IEEE SMC 17, 1987), which are Dudani's but leave the farthest voter its
/// say. They do not depend on the range that a descriptor's similarities happen to have.
public struct NearestNeighbourVote<Class: Hashable & Sendable>: Sendable {
  /// The classes voted for, the winner first; their shares add up to 1. Empty when nobody voted.
  public let shares: [VoteShare<Class>]

  /// - Parameters:
  ///   - neighbours: the neighbours in any order; of equally similar ones the earlier is the nearer.
  ///     A similarity that is NaN is the least of all.
  ///   - voters: how many of the nearest vote.
  public init(_ neighbours: [(similarity: Float, class: Class)], voters: Int) {
    let order = neighbours.indices.sorted { one, other in
      let (left, right) = (neighbours[one].similarity, neighbours[other].similarity)
      if left == right || (left.isNaN && right.isNaN) { return one < other }
      return right.isNaN || left > right
    }
    let nearest = order.prefix(max(0, voters)).map { neighbours[$0] }
    guard let first = nearest.first?.similarity, let last = nearest.last?.similarity else {
      shares = []
      return
    }
    let spread = first - last
    var places: [Class: Int] = [:]
    var votes: [(class: Class, weight: Double)] = []
    for (similarity, voted) in nearest {
      let closeness = spread > 0 && spread.isFinite ? Double((similarity - last) / spread) : 1
      let place = places[voted] ?? votes.count
      if place == votes.count {
        places[voted] = place
        votes.append((voted, 0))
      }
      votes[place].weight += (1 + closeness) / 2
    }
    let total = votes.reduce(0) { $0 + $1.weight }
    // Classes stand in the order of their nearest voters, and the sort is by weight, then by that order.
    shares = votes.indices
      .sorted { (votes[$0].weight, $1) > (votes[$1].weight, $0) }
      .map { VoteShare(class: votes[$0].class, share: votes[$0].weight / total) }
  }

  /// The class with the most votes; of equals the one with the nearest voter. `nil` when nobody voted.
  public var winner: Class? { shares.first?.class }
}
