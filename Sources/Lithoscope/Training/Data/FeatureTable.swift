import Neural
import VectorSearch

/// The features of images, and of varied copies of them.
struct FeatureTable {
  private let matrix: VectorMatrix
  /// The row of each image.
  private let rows: [Int]
  /// Features of varied copies, a matrix for each copy with a row for each image.
  private var copies: [VectorMatrix] = []

  /// Features of images as they are.
  init(_ matrix: VectorMatrix, rows: [Int]) {
    self.matrix = matrix
    self.rows = rows
  }

  /// The same with varied copies, each with a row for each image.
  func with(copies: [VectorMatrix]) -> FeatureTable {
    var table = self
    table.copies = copies
    return table
  }

  /// Numbers of an image.
  var dimension: Int { matrix.dimension }
  /// Images.
  var count: Int { rows.count }
  /// In how many ways an image is there: as it is, and its copies.
  var viewCount: Int { 1 + copies.count }

  /// The features of some images, `[N, dimension]`.
  ///
  /// - Parameter views: of each image: 0 as it is, others its copies; nil for all as they are.
  func gather(_ images: [Int], views: [Int]? = nil) -> Tensor {
    let values = [Float](unsafeUninitializedCapacity: images.count * dimension) { buffer, count in
      for (place, image) in images.enumerated() {
        let view = views?[place] ?? 0
        let source = view == 0 ? matrix : copies[view - 1]
        source.withRow(view == 0 ? rows[image] : image) { row in
          _ = UnsafeMutableBufferPointer(rebasing: buffer[place * dimension..<(place + 1) * dimension])
            .initialize(from: row)
        }
      }
      count = images.count * dimension
    }
    return Tensor(shape: [images.count, dimension], values: values)
  }
}
