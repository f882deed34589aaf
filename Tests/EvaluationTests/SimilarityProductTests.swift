import Testing

@testable import Evaluation

@Suite struct SimilarityProductTests {
  static let count = 90

  /// A matrix of its own; slices of columns of a wider one; rows out of order and used twice.
  static func vectors() -> EvaluatedVectors {
    let plain = VectorPart(
      SampleVectors.random(count, dimension: 33, seed: 1), dimension: 33, share: 0.5)
    let wide = OwnedFloats(SampleVectors.random(count, dimension: 40, seed: 2))
    let sliced = VectorPart(
      wide.buffer, owner: wide, rowStride: 40, columns: 7..<24, rows: Array(0..<count), share: 0.3)
    let scattered = VectorPart(
      wide.buffer, owner: wide, rowStride: 40, columns: 30..<40,
      rows: (0..<count).map { ($0 * 37 + 5) % 60 }, share: -0.2)
    return EvaluatedVectors(name: "", parts: [plain, sliced, scattered])
  }

  /// Similarity by plain loops over the numbers that the parts were made of.
  static func similarity(_ one: Int, _ other: Int) -> Double {
    let plain = SampleVectors.random(count, dimension: 33, seed: 1)
    let wide = SampleVectors.random(count, dimension: 40, seed: 2)
    func product(_ matrix: [Float], _ width: Int, _ columns: Range<Int>, _ row: (Int) -> Int) -> Double {
      columns.reduce(0) {
        $0 + Double(matrix[row(one) * width + $1]) * Double(matrix[row(other) * width + $1])
      }
    }
    return 0.5 * product(plain, 33, 0..<33) { $0 } + 0.3 * product(wide, 40, 7..<24) { $0 }
      - 0.2 * product(wide, 40, 30..<40) { ($0 * 37 + 5) % 60 }
  }

  @Test func agreesWithPlainLoops() throws {
    let vectors = Self.vectors()
    let product = SimilarityProduct(vectors, mostSimilarities: 10 * Self.count)
    #expect(product.blockSize == 10)
    let items = [3, 4, 5, 80, 89, 0]
    try product.compute(items[...])
    for (row, item) in items.enumerated() {
      for other in stride(from: 0, to: Self.count, by: 11) {
        let expected = Self.similarity(item, other)
        #expect(abs(Double(product.row(row)[other]) - expected) < 1e-5)
        #expect(abs(Double(vectors.similarity(item, other)) - expected) < 1e-5)
      }
    }
  }

  @Test func computesFromAColumnOn() throws {
    let product = SimilarityProduct(Self.vectors())
    try product.compute([60, 61][...], from: 60)
    for other in 60..<Self.count {
      #expect(abs(Double(product.row(1)[other]) - Self.similarity(61, other)) < 1e-5)
    }
  }

  @Test func agreesAcrossTilesAndGivesEqualVectorsEqualBits() throws {
    // More items than a tile, the same few vectors over and over, in order and gathered.
    let (count, dimension, kinds) = (9000, 130, 7)
    let few = SampleVectors.unitRows(
      SampleVectors.random(kinds, dimension: dimension, seed: 9), dimension)
    let repeated = (0..<count).flatMap { item in
      few[item % kinds * dimension..<(item % kinds + 1) * dimension]
    }
    let inOrder = VectorPart(repeated, dimension: dimension)
    let gathered = VectorPart(few, dimension: dimension, rows: (0..<count).map { $0 % kinds })
    for part in [inOrder, gathered] {
      let vectors = EvaluatedVectors(name: "", parts: [part])
      let product = SimilarityProduct(vectors)
      try product.compute([0, 1, 8000][...])
      for row in 0..<3 {
        for kind in 0..<kinds {
          let bits = Set(stride(from: kind, to: count, by: kinds).map { product.row(row)[$0].bitPattern })
          #expect(bits.count == 1)
        }
      }
      #expect(abs(product.row(2)[8999] - vectors.similarity(8000, 8999)) < 1e-5)
    }
  }

  @Test func keepsTheOwnerOfTheFloats() throws {
    weak var owner: OwnedFloats?
    var vectors: EvaluatedVectors?
    do {
      let floats = OwnedFloats([1, 0, 0, 1])
      owner = floats
      vectors = EvaluatedVectors(
        name: "", parts: [VectorPart(floats.buffer, owner: floats, rowStride: 2, rows: [0, 1, 1])])
    }
    #expect(owner != nil)
    #expect(vectors?.similarity(1, 2) == 1)
    vectors = nil
    #expect(owner == nil)
  }
}
