/// The plane through a cloud of vectors in which they spread most: their first two principal components (Pearson, “On
/// lines and planes of closest fit to systems of points in space”, 1901).
public enum PrincipalPlane {
  /// Directions are found from so many vectors, evenly chosen; more change nothing that an eye sees.
  private static let mostSamples = 4096
  /// Rounds of orthogonal iteration (Golub & Van Loan, “Matrix Computations”, section 8.2.4). Where the second and the
  /// third component are nearly equal, the plane is one of many that are equally good.
  private static let iterations = 30

  /// Where vectors lie in the plane.
  ///
  /// - Parameters:
  ///   - count: the number of vectors.
  ///   - dimension: components in each.
  ///   - vector: the vector at a place, 0 ..< `count`.
  /// - Returns: `[count, 2]`, the same each time.
  public static func points(count: Int, dimension: Int, _ vector: (Int) -> [Float]) -> [Float] {
    guard count > 0 else { return [] }
    let step = max(1, (count + mostSamples - 1) / mostSamples)
    let samples = stride(from: 0, to: count, by: step).map(vector)
    var mean = [Float](repeating: 0, count: dimension)
    for sample in samples { add(sample, 1 / Float(samples.count), to: &mean) }

    var axes = [start(dimension, 0), start(dimension, 1)]
    orthonormalise(&axes)
    for _ in 0..<iterations {
      var next = [[Float]](repeating: [Float](repeating: 0, count: dimension), count: 2)
      let offsets = axes.map { dot($0, mean) }
      var sums: [Float] = [0, 0]
      for sample in samples {
        for axis in 0..<2 {
          let value = dot(sample, axes[axis]) - offsets[axis]
          add(sample, value, to: &next[axis])
          sums[axis] += value
        }
      }
      for axis in 0..<2 { add(mean, -sums[axis], to: &next[axis]) }
      axes = next
      orthonormalise(&axes)
    }
    let offsets = axes.map { dot($0, mean) }
    return (0..<count).flatMap { place in
      let row = vector(place)
      return (0..<2).map { dot(row, axes[$0]) - offsets[$0] }
    }
  }

  /// Waves of two lengths: no data are at right angles to both.
  private static func start(_ dimension: Int, _ axis: Int) -> [Float] {
    (0..<dimension).map { Float(($0 * (axis * 7 + 3) + axis) % 17) / 17 - 0.5 }
  }

  /// Gram and Schmidt's way. What is nothing stays nothing: then the vectors lie on a line, or in a point.
  private static func orthonormalise(_ axes: inout [[Float]]) {
    let nothing: Float = 1e-12
    for place in axes.indices {
      var axis = axes[place]
      for other in axes[..<place] { add(other, -dot(axis, other), to: &axis) }
      let length = dot(axis, axis).squareRoot()
      axes[place] = axis.map { length > nothing ? $0 / length : 0 }
    }
  }

  private static func dot(_ one: [Float], _ other: [Float]) -> Float {
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        guard let first = one.baseAddress, let second = other.baseAddress else { return 0 }
        return InnerProduct.one(first, second, dimension: one.count)
      }
    }
  }

  private static func add(_ vector: [Float], _ factor: Float, to sum: inout [Float]) {
    sum.withUnsafeMutableBufferPointer { sum in
      vector.withUnsafeBufferPointer { vector in
        for place in 0..<vector.count { sum[place] += factor * vector[place] }
      }
    }
  }
}
