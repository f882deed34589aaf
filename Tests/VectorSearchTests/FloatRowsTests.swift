import Testing

@testable import VectorSearch

@Suite struct FloatRowsTests {
  /// Whatever the processor has, the sums are those of `InnerProduct`.
  @Test(arguments: [1, 3, 15, 16, 17, 33, 64, 100, 512], [1, 3, 4, 7, 8, 9, 21])
  func givesTheBitsOfInnerProduct(dimension: Int, count: Int) {
    var generator = SplitMix(state: UInt64(dimension * 100 + count))
    let stride = dimension + 3
    let query = (0..<dimension).map { _ in generator.nextFloat() }
    let rows = (0..<stride * 30).map { _ in generator.nextFloat() }
    let numbers = (0..<count).map { _ in Int32.random(in: 0..<30, using: &generator) }
    for withSquares in [false, true] {
      var products = [Float](repeating: .nan, count: count)
      var squares = products
      rows.withUnsafeBufferPointer { rows in
        guard let base = rows.baseAddress else { return }
        squares.withUnsafeMutableBufferPointer { squares in
          FloatRows.products(
            query, base, stride: stride, dimension: dimension, numbers: numbers, count: count,
            into: &products,
            squares: withSquares ? squares.baseAddress : nil)
        }
        for place in 0..<count {
          let row = base + Int(numbers[place]) * stride
          #expect(products[place] == InnerProduct.one(query, row, dimension: dimension))
          #expect(FloatRows.product(query, row, dimension: dimension) == products[place])
          let pair = FloatRows.products(query, row, base, dimension: dimension)
          #expect(pair.0 == products[place])
          #expect(pair.1 == InnerProduct.one(query, base, dimension: dimension))
          if withSquares { #expect(squares[place] == InnerProduct.one(row, row, dimension: dimension)) }
        }
        var plain = [Float](repeating: .nan, count: count)
        var plainSquares = plain
        plainSquares.withUnsafeMutableBufferPointer { squares in
          FloatRows.plainProducts(
            query, base, stride, dimension, numbers, count, &plain, withSquares ? squares.baseAddress : nil)
        }
        #expect(plain == products)
        if withSquares { #expect(plainSquares == squares) }
      }
    }
  }

  @Test(arguments: [1, 15, 16, 37])
  func blendsWithoutFusedOperations(dimension: Int) {
    var generator = SplitMix(state: UInt64(dimension))
    let vector = (0..<dimension).map { _ in generator.nextFloat() }
    var mean = (0..<dimension).map { _ in generator.nextFloat() }
    let expected = zip(mean, vector).map { old, new in
      let kept = old * 0.7
      let added = new * 0.3
      return kept + added
    }
    mean.withUnsafeMutableBufferPointer { FloatRows.blend($0, 0.7, vector, 0.3) }
    #expect(mean == expected)
  }
}
