/// Two centres of a set of vectors, found quickly and roughly: what Annoy's hyperplanes lie between.
///
/// It is k-means with two means over a sample: each vector drawn moves the nearer centre towards itself, where the
/// distance to a centre is weighted by the number of vectors that it has drawn so far, so that neither takes all.
struct TwoMeans {
  private let dimension: Int
  private var first: Centre
  private var second: Centre

  /// Vectors drawn for one hyperplane: Annoy's number.
  private static let steps = 200

  init(dimension: Int) {
    self.dimension = dimension
    first = Centre(dimension: dimension)
    second = Centre(dimension: dimension)
  }

  /// Writes the unit normal of the hyperplane through the origin that is as far from one centre as from the other;
  /// zeros where the centres are the same.
  ///
  /// - Parameters:
  ///   - members: the vectors to be split, at least two.
  ///   - normal: `dimension` numbers.
  mutating func findNormal(
    among members: ArraySlice<Int32>, of rows: BuildRows, _ random: inout ForestRandom,
    into normal: UnsafeMutablePointer<Float>
  ) {
    let one = random.index(below: members.count)
    var other = random.index(below: members.count - 1)
    if other >= one { other += 1 }
    first.start(rows, members[members.startIndex + one])
    second.start(rows, members[members.startIndex + other])
    for _ in 0..<Self.steps {
      let row = members[members.startIndex + random.index(below: members.count)]
      let inverse = rows.inverseLengths[Int(row)]
      guard inverse > 0 else { continue }
      let vector = rows.vector(row)
      let (toFirst, toSecond) = products(vector)
      let firstDistance = first.weightedDistance(toFirst * inverse)
      let secondDistance = second.weightedDistance(toSecond * inverse)
      if firstDistance < secondDistance {
        first.move(towards: vector, inverse, product: toFirst * inverse)
      } else if secondDistance < firstDistance {
        second.move(towards: vector, inverse, product: toSecond * inverse)
      }
    }
    first.writeDifference(to: second, into: normal)
  }

  private func products(_ vector: UnsafePointer<Float>) -> (Float, Float) {
    first.withComponents { first in
      second.withComponents { second in FloatRows.products(vector, first, second, dimension: dimension) }
    }
  }
}
