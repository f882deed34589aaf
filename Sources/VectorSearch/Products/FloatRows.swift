import CVectorKernels

/// Inner products of 32-bit float vectors, with AVX-512 where the processor has it.
enum FloatRows {
  /// Asked once; the answer never changes.
  private static let areFast = litho_floats_are_fast()

  /// The products of a query and some rows, bit for bit those of ``InnerProduct``.
  ///
  /// - Parameters:
  ///   - rows: row `n` begins at `rows + n * stride`.
  ///   - numbers: the rows' numbers, `count` of them.
  ///   - products: `count` numbers.
  ///   - squares: where given, gets the rows' products with themselves.
  static func products(
    _ query: UnsafePointer<Float>, _ rows: UnsafePointer<Float>, stride: Int, dimension: Int,
    numbers: UnsafePointer<Int32>, count: Int, into products: UnsafeMutablePointer<Float>,
    squares: UnsafeMutablePointer<Float>? = nil
  ) {
    if areFast {
      if let squares {
        litho_float_products_and_squares(query, rows, stride, dimension, numbers, count, products, squares)
      } else {
        litho_float_products(query, rows, stride, dimension, numbers, count, products)
      }
    } else {
      plainProducts(query, rows, stride, dimension, numbers, count, products, squares)
    }
  }

  /// The same on any processor.
  static func plainProducts(
    _ query: UnsafePointer<Float>, _ rows: UnsafePointer<Float>, _ stride: Int, _ dimension: Int,
    _ numbers: UnsafePointer<Int32>, _ count: Int, _ products: UnsafeMutablePointer<Float>,
    _ squares: UnsafeMutablePointer<Float>?
  ) {
    if let squares {
      for place in 0..<count {
        let row = rows + Int(numbers[place]) * stride
        (products[place], squares[place]) = InnerProduct.two(row, query, row, dimension: dimension)
      }
      return
    }
    // Two rows far apart at once keep two of the processor's prefetchers busy, as in ExactIndex.
    let half = count / 2
    for place in 0..<half {
      let first = rows + Int(numbers[place]) * stride
      let second = rows + Int(numbers[half + place]) * stride
      (products[place], products[half + place]) = InnerProduct.two(query, first, second, dimension: dimension)
    }
    for place in 2 * half..<count {
      let row = rows + Int(numbers[place]) * stride
      products[place] = InnerProduct.one(query, row, dimension: dimension)
    }
  }

  /// The product of two vectors, that of ``InnerProduct``.
  @inline(__always)
  static func product(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, dimension: Int
  ) -> Float {
    areFast
      ? litho_float_product(first, second, dimension) : InnerProduct.one(first, second, dimension: dimension)
  }

  /// The products of a vector and two others, those of ``InnerProduct``.
  @inline(__always)
  static func products(
    _ vector: UnsafePointer<Float>, _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>,
    dimension: Int
  ) -> (Float, Float) {
    guard areFast else { return InnerProduct.two(vector, first, second, dimension: dimension) }
    var products: (Float, Float) = (0, 0)
    withUnsafeMutableBytes(of: &products) { bytes in
      guard let two = bytes.assumingMemoryBound(to: Float.self).baseAddress else { return }
      litho_float_product_pair(vector, first, second, dimension, two)
    }
    return products
  }

  /// Replaces `mean` by `mean * kept + vector * added`, rounded after each operation.
  @inline(__always)
  static func blend(
    _ mean: UnsafeMutableBufferPointer<Float>, _ kept: Float, _ vector: UnsafePointer<Float>, _ added: Float
  ) {
    if areFast, let start = mean.baseAddress {
      litho_float_blend(start, kept, vector, added, mean.count)
      return
    }
    for index in 0..<mean.count { mean[index] = mean[index] * kept + vector[index] * added }
  }
}
