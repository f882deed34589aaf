/// A mean of unit vectors that grows one vector at a time.
struct Centre {
  private var components: [Float]
  private var squaredLength: Float = 0
  private var weight: Float = 1

  init(dimension: Int) { components = [Float](repeating: 0, count: dimension) }

  /// Begins with one row, at length 1; zeros stay zeros.
  mutating func start(_ rows: BuildRows, _ row: Int32) {
    let inverse = rows.inverseLengths[Int(row)]
    let vector = rows.vector(row)
    for index in components.indices { components[index] = vector[index] * inverse }
    squaredLength = inverse > 0 ? 1 : 0
    weight = 1
  }

  /// Annoy's angular distance, 2 − 2 cos, times the number of vectors in the mean.
  ///
  /// - Parameter product: the inner product of the mean and a unit vector.
  func weightedDistance(_ product: Float) -> Float {
    guard squaredLength > 0 else { return weight * 2 }
    return weight * (2 - 2 * product / squaredLength.squareRoot())
  }

  /// Takes one more vector into the mean.
  ///
  /// - Parameters:
  ///   - vector: as long as the mean.
  ///   - inverse: one over its length.
  ///   - product: the inner product of the mean and the vector at length 1.
  mutating func move(towards vector: UnsafePointer<Float>, _ inverse: Float, product: Float) {
    let share = 1 / (weight + 1)
    let kept = weight * share
    let added = inverse * share
    components.withUnsafeMutableBufferPointer { FloatRows.blend($0, kept, vector, added) }
    // |(w·c + v) / (w + 1)|² without another look at the components.
    squaredLength = max(0, kept * kept * squaredLength + 2 * kept * share * product + share * share)
    weight += 1
  }

  /// Writes the difference to another centre at length 1, or zeros where there is none.
  func writeDifference(to other: Centre, into normal: UnsafeMutablePointer<Float>) {
    var square = 0.0
    for index in components.indices {
      normal[index] = components[index] - other.components[index]
      square += Double(normal[index]) * Double(normal[index])
    }
    let inverse = square > 0 ? Float(1 / square.squareRoot()) : 0
    // The inverse of a length among the smallest numbers is infinite; such centres are the same.
    let scale = inverse.isFinite ? inverse : 0
    for index in components.indices { normal[index] *= scale }
  }

  @inline(__always)
  func withComponents<Output>(_ body: (UnsafePointer<Float>) -> Output) -> Output {
    // An array that is not empty has an address, and a vector has at least one component.
    components.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a vector has components") }
      return body(base)
    }
  }
}
