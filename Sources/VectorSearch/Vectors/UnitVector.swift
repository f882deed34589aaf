/// Vectors of length 1, on which the inner product is the cosine similarity.
///
/// A zero vector has no direction: it is an error here, never a vector of zeros, so that an image
/// without any response is reported instead of being equally dissimilar to everything.
public enum UnitVector {
  /// The vector scaled to length 1.
  ///
  /// The length is summed in double precision, so the squares neither overflow nor vanish.
  ///
  /// - Parameter vector: finite components, at least one of them not zero.
  /// - Throws: `VectorError.notFinite` or `VectorError.zeroVector`.
  public static func normalized(_ vector: [Float]) throws(VectorError) -> [Float] {
    let length = try squaredLength(vector).squareRoot()
    return vector.map { Float(Double($0) / length) }
  }

  /// The cosine of the angle between two vectors of any length, in −1…1.
  ///
  /// - Throws: `VectorError.dimensionMismatch`, `.notFinite` or `.zeroVector`.
  public static func cosine(_ first: [Float], _ second: [Float]) throws(VectorError) -> Float {
    guard first.count == second.count else {
      throw .dimensionMismatch(found: second.count, expected: first.count)
    }
    let lengths = try squaredLength(first).squareRoot() * squaredLength(second).squareRoot()
    var product = 0.0
    for index in first.indices { product += Double(first[index]) * Double(second[index]) }
    return Float(min(max(product / lengths, -1), 1))
  }

  /// The sum of the squared components; more than zero.
  private static func squaredLength(_ vector: [Float]) throws(VectorError) -> Double {
    var sum = 0.0
    for component in vector { sum += Double(component) * Double(component) }
    // A sum of Float squares cannot overflow a Double, so it is finite exactly when all components are.
    guard sum.isFinite else {
      throw .notFinite(component: vector.firstIndex { !$0.isFinite } ?? 0)
    }
    guard sum > 0 else { throw .zeroVector }
    return sum
  }
}
