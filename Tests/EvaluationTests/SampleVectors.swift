@testable import Evaluation

/// Vectors and labels to evaluate.
enum SampleVectors {
  /// Unit vectors in the plane, the similarity of two of them the cosine of the angle between.
  static func angles(_ degrees: [Double], name: String = "angles") -> EvaluatedVectors {
    let components = degrees.flatMap { degree in
      let radians = degree * Double.pi / 180
      return [Float(cosine(radians)), Float(cosine(radians - Double.pi / 2))]
    }
    return EvaluatedVectors(name: name, parts: [VectorPart(components, dimension: 2)])
  }

  /// The cosine's series, so that the tests need no library for it.
  private static func cosine(_ radians: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for step in stride(from: 2.0, through: 40, by: 2) {
      term *= -radians * radians / (step * (step - 1))
      sum += term
    }
    return sum
  }

  /// A query (item 0, label 0) whose results come with the labels given, most similar first.
  static func ranking(_ relevance: [Int]) -> (task: RetrievalTask, vectors: EvaluatedVectors) {
    let labels = [0] + relevance.map { $0 == 1 ? 0 : 1 }
    let task = RetrievalTask(labels: labels, classNames: ["wanted", "other"], queries: [0])
    return (task, angles(labels.indices.map { Double($0) }))
  }

  /// Rows of numbers between -1 and 1.
  static func random(_ count: Int, dimension: Int, seed: UInt64) -> [Float] {
    var random = SeededRandom(seed: seed)
    return (0..<count * dimension).map { _ in Float(random.unit() * 2 - 1) }
  }

  /// Unit vectors around one centre for each class, and the labels; `spread` is the noise's length beside
  /// the centre's.
  static func clusters(
    _ count: Int, classes: Int, dimension: Int = 16, spread: Float, seed: UInt64
  ) -> (labels: [Int], components: [Float]) {
    var generator = SeededRandom(seed: seed)
    let centres = unitRows(random(classes, dimension: dimension, seed: seed &+ 1), dimension)
    let noise = unitRows(random(count, dimension: dimension, seed: seed &+ 2), dimension)
    let labels = (0..<count).map { _ in generator.below(classes) }
    var components = noise.map { $0 * spread }
    for item in 0..<count {
      for column in 0..<dimension {
        components[item * dimension + column] += centres[labels[item] * dimension + column]
      }
    }
    return (labels, unitRows(components, dimension))
  }

  static func unitRows(_ components: [Float], _ dimension: Int) -> [Float] {
    var rows = components
    for start in stride(from: 0, to: rows.count, by: dimension) {
      let squares = rows[start..<start + dimension].reduce(0) { $0 + $1 * $1 }
      for place in start..<start + dimension { rows[place] /= squares.squareRoot() }
    }
    return rows
  }

  static func names(_ count: Int) -> [String] { (0..<count).map { "class \($0)" } }
}

extension SeededRandom {
  /// A number from 0 to below 1.
  mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
