import Testing
import VectorSearch

@Suite struct UnitVectorTests {
  @Test func scalesToLengthOne() throws {
    #expect(try UnitVector.normalized([3, 4]) == [0.6, 0.8])
    #expect(try UnitVector.normalized([-5]) == [-1])
  }

  @Test func neitherOverflowsNorVanishes() throws {
    let huge = Float.greatestFiniteMagnitude
    #expect(try UnitVector.normalized([huge, 0]) == [1, 0])
    let tiny = Float.leastNonzeroMagnitude
    #expect(try UnitVector.normalized([0, tiny]) == [0, 1])
    #expect(try UnitVector.cosine([huge, huge], [tiny, tiny]) == 1)
  }

  @Test func refusesVectorsWithoutADirection() {
    #expect(throws: VectorError.zeroVector) { try UnitVector.normalized([0, 0]) }
    #expect(throws: VectorError.zeroVector) { try UnitVector.normalized([]) }
    #expect(throws: VectorError.notFinite(component: 1)) { try UnitVector.normalized([0, .nan]) }
    #expect(throws: VectorError.notFinite(component: 0)) { try UnitVector.cosine([.infinity], [1]) }
    #expect(throws: VectorError.zeroVector) { try UnitVector.cosine([1], [0]) }
    #expect(throws: VectorError.dimensionMismatch(found: 1, expected: 2)) {
      try UnitVector.cosine([1, 2], [1])
    }
  }

  @Test func measuresTheCosine() throws {
    #expect(try UnitVector.cosine([1, 0], [0, 5]) == 0)
    #expect(try UnitVector.cosine([2, 2], [-3, -3]) == -1)
    #expect(abs(try UnitVector.cosine([1, 0], [1, 1]) - 0.707_106_8) < 1e-7)
    let vector = (1...4096).map { Float($0) * 0.37 }
    #expect(try UnitVector.cosine(vector, vector) == 1)
  }

  @Test func saysWhatIsWrongAndWhatToDo() {
    let errors: [VectorError] = [
      .dimensionMismatch(found: 3, expected: 512), .notFinite(component: 7), .zeroVector,
      .tooFewNeighbours(k: 0),
    ]
    for error in errors {
      #expect(error.description.contains("; "))
      #expect(error.description.hasSuffix("."))
    }
    #expect(VectorError.dimensionMismatch(found: 3, expected: 512).description.contains("512"))
  }
}
