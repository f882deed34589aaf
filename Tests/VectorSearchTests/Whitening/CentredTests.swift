import Testing

@testable import VectorSearch

/// Components before they are brought to length 1.
@Suite struct CentredTests {
  @Test("Centred and at length 1, a component is what it is in the whitened vector")
  func direction() throws {
    let samples = try DominatedVectors(count: 80)
    let whitening = try #require(try samples.fitted())
    for row in samples.rows.prefix(10) {
      let whole = whitening.apply(row)
      for (place, layout) in whitening.layout.enumerated() {
        let unit = try UnitVector.normalized(Array(row[layout.columns]))
        let found = try UnitVector.normalized(whitening.centred(unit, component: place))
        let expected = try UnitVector.normalized(Array(whole[layout.columns]))
        #expect(distance([found], [expected]) < 1e-5)
      }
    }
  }

  @Test("The mean of some vectors becomes the mean of what they become")
  func affine() throws {
    let samples = try DominatedVectors(count: 80)
    let whitening = try #require(try samples.fitted())
    func mean(_ vectors: [[Float]]) -> [Float] {
      vectors[0].indices.map { column in vectors.reduce(0) { $0 + $1[column] } / Float(vectors.count) }
    }
    let parts = samples.rows.prefix(7).map { Array($0[0..<24]) }
    let after = mean(parts.map { whitening.centred($0, component: 0) })
    #expect(distance([after], [whitening.centred(mean(parts), component: 0)]) < 1e-6)
  }
}
