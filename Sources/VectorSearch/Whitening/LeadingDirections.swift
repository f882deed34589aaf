/// The eigenvectors of a covariance whose eigenvalues are above a share of its trace, by subspace iteration with
/// Rayleigh–Ritz projection (Golub & Van Loan, “Matrix Computations”, section 8.2.4).
///
/// Each eigenvalue above 0.15·Σλ is far from the 17th, which is at most Σλ/17; so 16 vectors find them fast whatever
/// the data. Those that are nearly equal to each other may come out turned among themselves, which makes no
/// difference to who scales all of them to one value.
struct LeadingDirections {
  /// The variance along each direction, the largest first.
  let values: [Double]
  /// Unit vectors.
  let vectors: [[Double]]

  private static let subspace = 16
  private static let mostIterations = 100
  /// Before so many, a direction may not yet have come up.
  private static let fewestIterations = 4
  /// How far S·v may be from λ·v, as a share of the trace: what single precision leaves.
  private static let tolerance = 1e-6
  /// Where the iteration begins. Any number does; it is fixed, so that the same data give the same bits.
  private static let seed: UInt64 = 1

  /// - Parameters:
  ///   - covariance: `[dimension × dimension]`, symmetric.
  ///   - trace: the sum of its diagonal, above zero.
  ///   - share: 1/16 or more.
  init(of covariance: [Float], dimension: Int, trace: Double, above share: Double) throws(WhiteningError) {
    let size = min(Self.subspace, dimension)
    let threshold = share * trace
    var basis = Self.start(size, dimension)
    var found = (values: [Double](), vectors: [[Double]]())
    var product = [Float](repeating: 0, count: size * dimension)
    for iteration in 1...Self.mostIterations {
      Self.makeOrthonormal(&basis)
      try MatrixProduct.multiply(
        basis.flatMap { $0.map { Float($0) } }, covariance, rows: size, inner: dimension, columns: dimension,
        into: &product)
      let images = (0..<size).map { row in
        product[row * dimension..<(row + 1) * dimension].map { Double($0) }
      }
      let projection = (0..<size).map { row in
        (0..<size).map { (Self.dot(basis[row], images[$0]) + Self.dot(basis[$0], images[row])) / 2 }
      }
      let small = SymmetricEigenvectors(projection)
      let vectors = small.vectors.map { Self.sum(basis, $0) }
      basis = small.vectors.map { Self.sum(images, $0) }
      found = (small.values, vectors)
      let isFound = small.values.indices.allSatisfy { place in
        // Those below are watched as well: they may be on their way up.
        place > 0 && small.values[place] < threshold / 2
          || Self.distance(basis[place], vectors[place], small.values[place]) <= Self.tolerance * trace
      }
      if isFound, iteration >= Self.fewestIterations { break }
    }
    let count = found.values.count { $0 > threshold }
    values = Array(found.values.prefix(count))
    vectors = Array(found.vectors.prefix(count))
  }

  /// Vectors of numbers between −1 and 1 from a linear congruential generator (Knuth's MMIX).
  private static func start(_ size: Int, _ dimension: Int) -> [[Double]] {
    var state = seed
    return (0..<size).map { _ in
      (0..<dimension).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(Int64(bitPattern: state)) / 0x1p63
      }
    }
  }

  /// Gram and Schmidt's way, twice over for what rounding leaves; a vector that depends on others becomes zeros.
  private static func makeOrthonormal(_ vectors: inout [[Double]]) {
    for place in vectors.indices {
      var vector = vectors[place]
      let before = dot(vector, vector).squareRoot()
      for _ in 0..<2 {
        for other in vectors[..<place] { add(-dot(other, vector), other, to: &vector) }
      }
      let length = dot(vector, vector).squareRoot()
      let isNothing = length <= before * 1e-9 || length == 0
      vectors[place] = vector.map { isNothing ? 0 : $0 / length }
    }
  }

  /// |image − value · vector|.
  private static func distance(_ image: [Double], _ vector: [Double], _ value: Double) -> Double {
    var rest = image
    add(-value, vector, to: &rest)
    return dot(rest, rest).squareRoot()
  }

  private static func sum(_ vectors: [[Double]], _ weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: vectors[0].count)
    for (vector, weight) in zip(vectors, weights) { add(weight, vector, to: &sum) }
    return sum
  }

  private static func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
    sum.withUnsafeMutableBufferPointer { sum in
      vector.withUnsafeBufferPointer { vector in
        for place in 0..<vector.count { sum[place] += factor * vector[place] }
      }
    }
  }

  private static func dot(_ first: [Double], _ second: [Double]) -> Double {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        var sum = 0.0
        for place in 0..<first.count { sum += first[place] * second[place] }
        return sum
      }
    }
  }
}
