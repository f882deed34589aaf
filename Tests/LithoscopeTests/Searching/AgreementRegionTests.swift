import Testing

@testable import Lithoscope

/// Where a result agrees with the part of the query that was meant.
@Suite struct AgreementRegionTests {
  private func shares(_ width: Int, _ height: Int, _ value: (Int, Int) -> Double) -> PlaceShares {
    let values = (0..<height).flatMap { y in (0..<width).map { x in value(x, y) } }
    return PlaceShares(width: width, height: height, values: values)
  }

  @Test func itIsTheRectangleThatBringsMostBeyondTheMean() {
    let block = shares(8, 6) { x, y in (2...4).contains(x) && (1...2).contains(y) ? 1 : 0 }
    #expect(
      AgreementRegion(block)
        == AgreementRegion(x: 2.0 / 8, y: 1.0 / 6, width: 3.0 / 8, height: 2.0 / 6))
    // The mean does not count, whatever it is; and a spot that takes away is not part of it.
    let shifted = shares(8, 6) { x, y in
      ((2...4).contains(x) && (1...2).contains(y) ? 1 : 0) - 7 - (x == 0 && y == 0 ? 5 : 0)
    }
    #expect(AgreementRegion(shifted) != nil)
    let corner = shares(3, 3) { x, y in x == 2 && y == 2 ? 1 : 0 }
    #expect(
      AgreementRegion(corner) == AgreementRegion(x: 2.0 / 3, y: 2.0 / 3, width: 1.0 / 3, height: 1.0 / 3))
  }

  @Test func whereAllPlacesBringTheSameThereIsNone() {
    #expect(AgreementRegion(shares(4, 4) { _, _ in 0.5 }) == nil)
    #expect(AgreementRegion(shares(1, 1) { _, _ in 1 }) == nil)
  }
}
