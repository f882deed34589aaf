import Catalog
import Evaluation

/// Files with the same bytes.
struct ExactDuplicates {
  /// The files of each content that several have, in the order of the first of them.
  let groups: [[Int]]

  /// - Parameter digests: of each file.
  init(_ digests: [ContentDigest]) {
    var places: [ContentDigest: [Int]] = [:]
    for (place, digest) in digests.enumerated() { places[digest, default: []].append(place) }
    groups = places.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// More copies than that are not paired with all others, but with the next ones.
  private static let mostPartners = 100

  /// Every two files of a group.
  var pairs: [DuplicatePair] {
    groups.flatMap { group in
      group.indices.flatMap { first in
        group[(first + 1)...].prefix(Self.mostPartners).map {
          DuplicatePair(group[first], $0, similarity: 1)
        }
      }
    }
  }
}
