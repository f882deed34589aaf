/// Vectors that make up a similarity, or a part of one: rows, or slices of rows, of a matrix of floats.
///
/// The floats stay where they are, in a mapped file for instance; the part keeps their owner alive.
public struct VectorPart: @unchecked Sendable {
  // Sendable because the floats are never written while their owner lives, and the owner is Sendable.

  /// Components of a vector.
  public let dimension: Int
  /// Floats from the start of one row of the matrix to the start of the next.
  public let rowStride: Int
  /// The row of each item.
  public let rows: [Int]
  /// What the inner product is multiplied with before the parts are added.
  public let share: Float

  /// The first component of row 0's vector; valid as long as `owner` lives.
  private let base: UnsafePointer<Float>
  private let owner: any AnyObject & Sendable

  /// A part that lies in memory owned by something else.
  ///
  /// - Parameters:
  ///   - matrix: whole rows of `rowStride` floats; finite numbers.
  ///   - owner: what keeps the floats in place and unchanged as long as it lives.
  ///   - rowStride: floats in a row of the matrix.
  ///   - columns: the columns that are the vector; `nil` for all.
  ///   - rows: the row of each item, in the order of the items.
  ///   - share: what the inner product is multiplied with.
  public init(
    _ matrix: UnsafeBufferPointer<Float>, owner: any AnyObject & Sendable, rowStride: Int,
    columns: Range<Int>? = nil,
    rows: [Int], share: Float = 1
  ) {
    let columns = columns ?? 0..<rowStride
    precondition(rowStride >= 1 && !columns.isEmpty, "a vector has at least one component")
    precondition(columns.lowerBound >= 0 && columns.upperBound <= rowStride, "columns outside the row")
    let count = matrix.count / rowStride
    precondition(rows.allSatisfy { $0 >= 0 && $0 < count }, "row outside the matrix")
    dimension = columns.count
    self.rowStride = rowStride
    self.rows = rows
    self.share = share
    self.owner = owner
    // A matrix without rows is never read.
    base = (matrix.baseAddress ?? UnsafePointer(OwnedFloats.nothing.start)) + columns.lowerBound
  }

  /// A part with a copy of its own of the floats.
  ///
  /// - Parameters:
  ///   - components: whole rows of `dimension` floats; finite numbers.
  ///   - dimension: components of a vector, at least 1.
  ///   - rows: the row of each item; `nil` when the items are the rows.
  ///   - share: what the inner product is multiplied with.
  public init(_ components: [Float], dimension: Int, rows: [Int]? = nil, share: Float = 1) {
    precondition(dimension >= 1 && components.count.isMultiple(of: dimension), "not whole rows")
    let floats = OwnedFloats(components)
    self.init(
      floats.buffer, owner: floats, rowStride: dimension,
      rows: rows ?? Array(0..<components.count / dimension), share: share)
  }

  /// The vector of an item; valid as long as the part lives.
  func vector(_ item: Int) -> UnsafePointer<Float> { base + rows[item] * rowStride }

  /// Whether the items' vectors follow each other at `rowStride`, so that they are a matrix as they lie.
  func isConsecutive(_ items: Range<Int>) -> Bool {
    guard let first = items.first else { return true }
    return items.allSatisfy { rows[$0] == rows[first] + ($0 - first) }
  }

  /// Copies the items' vectors, one after the other.
  func gather(_ items: some Collection<Int>, into target: UnsafeMutablePointer<Float>) {
    var place = target
    for item in items {
      place.update(from: vector(item), count: dimension)
      place += dimension
    }
  }
}
