import Testing

@testable import Evaluation

/// Retrieval among the classes that are admitted for each query.
@Suite struct AdmittedClassesTests {
  /// Items 0 to 5 of the classes 0, 0, 0, 1, 1, 1, on a circle.
  static let degrees: [Double] = [0, 30, 50, 10, 20, 60]

  private func outcomes(_ admitted: [Int: Set<Int>]?) throws -> [QueryOutcome] {
    let task = RetrievalTask(labels: [0, 0, 0, 1, 1, 1], classNames: ["a", "b"])
    let vectors = SampleVectors.angles(Self.degrees)
    let result = try RetrievalEvaluation.run(
      admitted.map(task.admitting) ?? task, vectors, RetrievalOptions(k: 2, bootstrapSamples: 0))
    return try #require(result).queries
  }

  @Test("Within its own class a query finds everything first")
  func ownClass() throws {
    let plain = try outcomes(nil)[0]
    #expect(plain.hits.map(\.item) == [3, 4] && plain.precisionAt1 == 0 && plain.precisionAtK == 0)
    let within = try outcomes([0: [0]])
    #expect(within[0].hits.map(\.item) == [1, 2])
    #expect(within[0].averagePrecision == 1 && within[0].precisionAtK == 1)
    #expect(within[0].databaseSize == 5 && within[0].relevant == 2)
    // Other queries are as they were.
    #expect(try Array(within.dropFirst()) == Array(outcomes(nil).dropFirst()))
  }

  @Test("Within another class nothing is found, and that counts")
  func otherClass() throws {
    let outcome = try outcomes([0: [1]])[0]
    #expect(outcome.averagePrecision == 0 && outcome.precisionAt1 == 0 && outcome.rPrecision == 0)
    #expect(outcome.relevant == 2 && outcome.hits.map(\.item) == [3, 4] && outcome.prediction == 1)
  }

  @Test("Where all classes are admitted, or none, nothing changes")
  func allOrNone() throws {
    #expect(try outcomes([0: [0, 1], 3: [0, 1]]) == outcomes(nil))
    #expect(try outcomes([0: []]) == outcomes(nil))
  }
}
