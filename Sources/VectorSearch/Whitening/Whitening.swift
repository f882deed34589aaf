/// A partial whitening of joined vectors: what all images of a collection share no longer counts, and what
/// most of them differ by counts less.
///
/// For each component, the unit vectors u are centred on the collection's mean, and every principal direction
/// that holds more than 15 % of the variance is scaled down to that share: λ′ = min(λ, 0.15·Σλ). The result is
/// scaled to length 1 again and weighed as before, so that the similarity of two joined vectors is still
/// Σw²cos / Σw². Full whitening, λ′ = 1, also raises the many directions that hold next to nothing but noise,
/// and made retrieval worse on every collection it was tried on; removing the top directions altogether, λ′ = 0,
/// throws away what may tell two classes apart. Compare Mu & Viswanath, “All-but-the-top” (2018), and Jégou &
/// Chum, “Negative evidences and co-occurrences in image retrieval” (2012).
public struct Whitening: Sendable, Hashable {
  /// The largest share of a component's variance that one direction keeps.
  public static let largestShare = 0.15
  /// Directions that can hold more than ``largestShare`` each.
  static let mostDirections = 6
  /// Shorter than this, a centred unit vector is the rounding of zero.
  static let shortestCentred = 1e-6

  /// What is done to one component.
  struct Component: Sendable, Hashable {
    var layout: ComponentLayout
    /// The mean unit vector; zeros for a component that is left as it is.
    var mean: [Float]
    /// Unit vectors, one after the other: the directions that are scaled down.
    var directions: [Float] = []
    /// What is taken away from each direction, 0…1: 1 − √(λ′/λ).
    var reductions: [Float] = []
  }

  let components: [Component]

  init(components: [Component]) { self.components = components }

  /// Components of a joined vector, and where they lie in it.
  public var layout: [ComponentLayout] { components.map(\.layout) }
  /// Numbers in a vector.
  public var dimension: Int { components.last?.layout.columns.upperBound ?? 0 }

  /// The whitened vector, of length 1.
  ///
  /// A component of zeros stays zeros and does not count; a vector with a number that is not finite becomes
  /// one of nothing else. The same vector always gives the same bits.
  ///
  /// - Parameter vector: ``dimension`` numbers, each component of any length.
  public func apply(_ vector: [Float]) -> [Float] {
    precondition(vector.count == dimension, "a whitening is for vectors of one dimension")
    return [Float](unsafeUninitializedCapacity: dimension) { target, count in
      count = dimension
      guard let target = target.baseAddress else { return }
      vector.withUnsafeBufferPointer { source in
        if let source = source.baseAddress { apply(source, into: target) }
      }
    }
  }

  /// Whitened rows of a matrix, one after the other; those of `skipping` are zeros.
  public func apply(
    toRows rows: Range<Int>, of matrix: VectorMatrix, skipping: RowSet = RowSet()
  ) -> [Float] {
    precondition(matrix.dimension == dimension, "a whitening is for vectors of one dimension")
    let source = matrix.components(ofRows: rows)
    return [Float](unsafeUninitializedCapacity: source.count) { target, count in
      count = source.count
      target.initialize(repeating: 0)
      guard let from = source.baseAddress, let to = target.baseAddress else { return }
      withExtendedLifetime(matrix) {
        for (place, row) in rows.enumerated() where !skipping.contains(row) {
          apply(from + place * dimension, into: to + place * dimension)
        }
      }
    }
  }

  private func apply(_ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) {
    var squares = 0.0
    for component in components {
      let columns = component.layout.columns
      let length = Self.length(source + columns.lowerBound, columns.count)
      guard length.isFinite else { return target.update(repeating: .nan, count: dimension) }
      if component.whiten(source + columns.lowerBound, length, into: target + columns.lowerBound) {
        squares += Double(component.layout.weight) * Double(component.layout.weight)
      }
    }
    guard squares > 0 else { return }
    let scale = 1 / squares.squareRoot()
    for column in 0..<dimension { target[column] = Float(Double(target[column]) * scale) }
  }

  static func length(_ vector: UnsafePointer<Float>, _ count: Int) -> Double {
    var sum = 0.0
    for column in 0..<count { sum += Double(vector[column]) * Double(vector[column]) }
    return sum.squareRoot()
  }
}

extension Whitening {
  /// Part of a component centred and reduced as the whole component is, but not brought to length 1.
  ///
  /// This is affine: the mean of some vectors becomes the mean of what they become. So where a component is the
  /// mean of vectors of an image's places, it shows what each place brings to the whitened component.
  ///
  /// - Parameters:
  ///   - values: as many as the component has columns, at the scale of its unit vector.
  ///   - component: its place in ``layout``.
  public func centred(_ values: [Float], component: Int) -> [Float] {
    let component = components[component]
    precondition(
      values.count == component.layout.columns.count, "a whitening is for vectors of one dimension")
    return [Float](unsafeUninitializedCapacity: values.count) { target, count in
      count = values.count
      guard let target = target.baseAddress else { return }
      values.withUnsafeBufferPointer { source in
        if let source = source.baseAddress { component.centre(source, 1, into: target) }
      }
    }
  }
}

extension Whitening.Component {
  /// Writes the whitened component at the length of its weight.
  ///
  /// - Returns: whether it has a direction; if not, it is zeros.
  fileprivate func whiten(
    _ source: UnsafePointer<Float>, _ length: Double, into target: UnsafeMutablePointer<Float>
  ) -> Bool {
    let count = layout.columns.count
    target.update(repeating: 0, count: count)
    guard length > 0 else { return false }
    centre(source, length, into: target)
    let left = Whitening.length(target, count)
    guard left > Whitening.shortestCentred else {
      target.update(repeating: 0, count: count)
      return false
    }
    let scale = Double(layout.weight) / left
    for column in 0..<count { target[column] = Float(Double(target[column]) * scale) }
    return true
  }

  /// Writes a vector of a length, brought to length 1, centred and reduced.
  fileprivate func centre(
    _ source: UnsafePointer<Float>, _ length: Double, into target: UnsafeMutablePointer<Float>
  ) {
    let count = layout.columns.count
    mean.withUnsafeBufferPointer { mean in
      for column in 0..<count { target[column] = Float(Double(source[column]) / length) - mean[column] }
    }
    directions.withUnsafeBufferPointer { directions in
      for (place, reduction) in reductions.enumerated() {
        guard let direction = directions.baseAddress.map({ $0 + place * count }) else { continue }
        let part = reduction * InnerProduct.one(target, direction, dimension: count)
        for column in 0..<count { target[column] -= part * direction[column] }
      }
    }
  }
}
