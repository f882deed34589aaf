import Testing

@testable import VectorSearch

@Suite("Whitening")
struct WhiteningTests {
  @Test("A direction that holds most of the variance keeps 15 % of it, the others what they have")
  func capped() throws {
    let sample = try DominatedVectors(count: 400)
    let whitening = try #require(try sample.fitted())
    let matrix = try sample.matrix()
    let covariance = try Covariance(of: matrix, columns: 0..<24, rows: Array(0..<400))
    // All eigenvalues by Jacobi, where the whitening iterates on a subspace.
    let reference = SymmetricEigenvectors(
      (0..<24).map { row in (0..<24).map { Double(covariance.matrix[row * 24 + $0]) } })
    #expect(abs(reference.values.reduce(0, +) - covariance.trace) < 1e-6)
    #expect(reference.values[0] > 0.3 * covariance.trace)
    #expect(reference.values[1] < 0.15 * covariance.trace)

    let component = whitening.components[0]
    #expect(component.reductions.count == 1)
    let kept = Double(1 - component.reductions[0])
    #expect(abs(kept * kept * reference.values[0] / covariance.trace - 0.15) < 1e-5)
    #expect(abs(dot(component.directions, reference.vectors[0].map { Float($0) })) > 1 - 1e-6)

    // The same by hand, for every row.
    for vector in sample.rows {
      let first = try UnitVector.normalized(Array(vector[0..<24]))
      var centred = zip(first, covariance.mean).map { Double($0) - $1 }
      let along = zip(centred, reference.vectors[0]).reduce(0) { $0 + $1.0 * $1.1 }
      let scale = (0.15 * covariance.trace / reference.values[0]).squareRoot()
      for column in 0..<24 { centred[column] += (scale - 1) * along * reference.vectors[0][column] }
      let expected = try UnitVector.normalized(centred.map { Float($0) })
      let found = try UnitVector.normalized(Array(whitening.apply(vector)[0..<24]))
      #expect(distance([found], [expected]) < 1e-5)
    }
  }

  @Test("Two directions that hold equally much are both scaled down, in any order of the rows")
  func equalDirections() throws {
    let sample = try DominatedVectors(count: 600, spreads: [6, 6, 6])
    let whitening = try #require(try sample.fitted())
    #expect(whitening.components[0].reductions.count == 3)
    var generator = SplitMix(state: 9)
    let order = Array(sample.rows.indices).shuffled(using: &generator)
    let shuffled = try VectorMatrix(components: order.flatMap { sample.rows[$0] }, dimension: 36)
    let again = try #require(
      try Whitening(fittedTo: shuffled, rows: Array(order.indices), layout: DominatedVectors.layout))
    #expect(
      distance(sample.rows.map { whitening.apply($0) }, sample.rows.map { again.apply($0) }) < 2e-5)
  }

  @Test("The same rows give the same bits, and so does a row among others")
  func determinism() throws {
    let sample = try DominatedVectors(count: 1500)
    let whitening = try #require(try sample.fitted())
    #expect(try sample.fitted() == whitening)
    let matrix = try sample.matrix()
    let rows = whitening.apply(toRows: 3..<9, of: matrix, skipping: [5])
    #expect(rows.count == 6 * 36)
    #expect(rows[2 * 36..<3 * 36].allSatisfy { $0 == 0 })
    for row in [3, 4, 6, 7, 8] {
      #expect(Array(rows[(row - 3) * 36..<(row - 2) * 36]) == whitening.apply(sample.rows[row]))
    }
  }

  @Test("An image is as similar to itself as can be, and a similarity is the weighed mean of its parts")
  func similarity() throws {
    let sample = try DominatedVectors(count: 200)
    let whitening = try #require(try sample.fitted())
    let (one, two) = (whitening.apply(sample.rows[0]), whitening.apply(sample.rows[1]))
    #expect(abs(dot(one, one) - 1) < 1e-6)
    let parts = try [0..<24, 24..<36].map {
      Double(try UnitVector.cosine(Array(one[$0]), Array(two[$0])))
    }
    #expect(abs(dot(one, two) - (parts[0] + 0.25 * parts[1]) / 1.25) < 1e-6)
    // The length of what comes in makes no difference.
    #expect(distance([whitening.apply(sample.rows[0].map { 7 * $0 })], [one]) < 1e-6)
  }

  @Test("Fewer than fifty rows, or rows that are all the same, have no whitening")
  func nothingToFit() throws {
    let sample = try DominatedVectors(count: 60)
    let matrix = try sample.matrix()
    func fit(_ rows: Range<Int>) throws -> Whitening? {
      try Whitening(fittedTo: matrix, rows: Array(rows), layout: DominatedVectors.layout)
    }
    #expect(try fit(0..<49) == nil)
    #expect(try fit(0..<50) != nil)
    let same = try VectorMatrix(components: (0..<60).flatMap { _ in sample.rows[0] }, dimension: 36)
    #expect(try Whitening(fittedTo: same, rows: Array(0..<60), layout: DominatedVectors.layout) == nil)
  }

  @Test("A component that all rows share is left as it is, and zeros stay zeros")
  func constantComponent() throws {
    let sample = try DominatedVectors(count: 80)
    let rows = sample.rows.map { Array($0[0..<24] + sample.rows[0][24..<36]) }
    let matrix = try VectorMatrix(components: rows.flatMap { $0 }, dimension: 36)
    let whitening = try #require(
      try Whitening(fittedTo: matrix, rows: Array(0..<80), layout: DominatedVectors.layout))
    let (one, two) = (whitening.apply(rows[3]), whitening.apply(rows[4]))
    #expect(abs(try UnitVector.cosine(Array(one[24...]), Array(two[24...])) - 1) < 1e-6)
    #expect(abs(try UnitVector.cosine(Array(one[24...]), Array(rows[3][24...])) - 1) < 1e-6)

    let half = whitening.apply(Array(rows[3][0..<24]) + [Float](repeating: 0, count: 12))
    #expect(half[24...].allSatisfy { $0 == 0 })
    #expect(abs(dot(half, half) - 1) < 1e-6)
    #expect(whitening.apply([Float](repeating: 0, count: 36)) == [Float](repeating: 0, count: 36))
    var damaged = Array(rows[3])
    damaged[30] = .infinity
    #expect(whitening.apply(damaged).allSatisfy { $0.isNaN })
  }

  @Test("Rows that are dead, damaged or zero have no part in it")
  func deadRows() throws {
    let sample = try DominatedVectors(count: 120)
    let expected = try #require(
      try Whitening(fittedTo: sample.matrix(), rows: Array(0..<100), layout: DominatedVectors.layout))
    var rows = sample.rows
    rows[100] = [Float](repeating: .nan, count: 36)
    rows[101] = [Float](repeating: 0, count: 36)
    let matrix = try VectorMatrix(components: rows.flatMap { $0 }, dimension: 36)
    let found = try #require(
      try Whitening(fittedTo: matrix, rows: Array(0..<102), layout: DominatedVectors.layout))
    #expect(found == expected)
  }

  @Test("Of very many rows, fifty thousand are looked at, evenly spaced")
  func manyRows() throws {
    var generator = SplitMix(state: 1)
    let count = 2 * Whitening.mostRows
    let even = (0..<count / 2).map { _ in [1 + generator.nextFloat() / 2, generator.nextFloat()] }
    let mixed = try VectorMatrix(components: even.flatMap { $0 + [-1, 50] }, dimension: 2)
    let layout = [ComponentLayout(columns: 0..<2, weight: 1)]
    let alone = try VectorMatrix(components: even.flatMap { $0 }, dimension: 2)
    #expect(
      try Whitening(fittedTo: mixed, rows: Array(0..<count), layout: layout)
        == Whitening(fittedTo: alone, rows: Array(0..<count / 2), layout: layout))
  }
}
