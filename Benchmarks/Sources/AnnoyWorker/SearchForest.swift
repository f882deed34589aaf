import ArgumentParser
import Foundation
import VectorSearch

/// Searches a forest on one thread, writes the rows found as int32, −1 where there are fewer than k, and prints the
/// seconds of the fastest round.
struct SearchForest: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "search")

  @Argument(help: "The forest, .ann.") var forest: String
  @Argument(help: "Queries, .f32.") var queries: String
  @Argument(help: "Where the rows go: [queries × k], int32.") var output: String
  @Option var dimension: Int
  @Option(help: "The vectors that the forest was built from, .f32; without them, its own are compared.")
  var vectors: String?
  @Option(name: .customShort("k")) var neighbours = 10
  @Option(help: "Annoy's search_k; without it, k times the number of trees.") var effort: Int?
  @Option var rounds = 1

  func run() throws {
    let matrix = try vectors.map { try FloatFile.matrix($0, dimension: dimension) }
    let index = try AnnoyIndex(path: forest, dimension: dimension, matrix: matrix)
    let asked = try FloatFile.matrix(queries, dimension: dimension)
    let rows = (0..<asked.count).map { asked.row($0) }
    let options = SearchOptions(threads: 1, effort: effort)
    var answers: [[Neighbor]] = []
    var fastest = Double.infinity
    for _ in 0..<max(1, rounds) {
      answers = []
      let duration = try ContinuousClock().measure {
        for row in rows { answers.append(try index.search(row, k: neighbours, options: options)) }
      }
      fastest = min(fastest, duration / .seconds(1))
    }
    if let damage = index.damage { throw damage }
    let found = answers.flatMap { answer in
      (0..<neighbours).map { $0 < answer.count ? Int32(answer[$0].row) : -1 }
    }
    try found.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: output)) }
    print(fastest)
  }
}
