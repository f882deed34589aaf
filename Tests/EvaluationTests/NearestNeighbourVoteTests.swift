import Testing

@testable import Evaluation

@Suite struct NearestNeighbourVoteTests {
  @Test func weighsTheNearestTwiceTheFarthest() {
    // Weights 1, 3/4 and 1/2, together 9/4.
    let vote = NearestNeighbourVote(
      [(similarity: 0.9, class: "a"), (similarity: 0.8, class: "b"), (similarity: 0.7, class: "b")],
      voters: 3)
    #expect(vote.winner == "b")
    #expect(vote.shares.map(\.class) == ["b", "a"])
    #expect(abs(vote.shares[0].share - 5.0 / 9) < 1e-6)
    #expect(abs(vote.shares[1].share - 4.0 / 9) < 1e-6)
  }

  @Test func sharesAddUpToOne() {
    var random = SeededRandom(seed: 2)
    for _ in 0..<50 {
      let neighbours = (0..<20).map { _ in (similarity: Float(random.unit()), class: random.below(6)) }
      let vote = NearestNeighbourVote(neighbours, voters: 9)
      #expect(abs(vote.shares.reduce(0) { $0 + $1.share } - 1) < 1e-12)
      #expect(vote.shares.map(\.share) == vote.shares.map(\.share).sorted(by: >))
    }
  }

  @Test func breaksTiesForTheClassOfTheNearer() {
    let equal: [(similarity: Float, class: Int)] = [(0.5, 9), (0.5, 1), (0.5, 1), (0.5, 9)]
    #expect(NearestNeighbourVote(equal, voters: 4).winner == 9)
    #expect(NearestNeighbourVote(equal.reversed(), voters: 2).winner == 9)
    #expect(NearestNeighbourVote(equal, voters: 4).shares.map(\.share) == [0.5, 0.5])
    #expect(NearestNeighbourVote(equal, voters: 3).winner == 1)
  }

  @Test func takesNeighboursInAnyOrderAndNoMoreThanVote() {
    let vote = NearestNeighbourVote(
      [(similarity: -0.9, class: 1), (similarity: -0.1, class: 0), (similarity: -0.8, class: 1)], voters: 1)
    #expect(vote.shares == [VoteShare(class: 0, share: 1)])
  }

  @Test func hasNoWinnerWithoutVoters() {
    #expect(NearestNeighbourVote([(similarity: Float, class: Int)](), voters: 5).winner == nil)
    #expect(NearestNeighbourVote([(similarity: 1, class: 2)], voters: 0).shares.isEmpty)
  }

  @Test func putsWhatIsNotANumberLast() {
    let neighbours: [(similarity: Float, class: Int)] = [(.nan, 1), (0.2, 2), (.nan, 1), (0.3, 2)]
    #expect(NearestNeighbourVote(neighbours, voters: 2).shares == [VoteShare(class: 2, share: 1)])
    #expect(NearestNeighbourVote(neighbours, voters: 4).shares.allSatisfy { $0.share.isFinite })
  }
}
