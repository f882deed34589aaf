import ArgumentParser
import VectorSearch

/// Builds a forest and prints the seconds that it took.
struct BuildForest: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "build")

  @Argument(help: "Vectors, .f32.") var vectors: String
  @Argument(help: "The file to write, .ann.") var output: String
  @Option var dimension: Int
  @Option var trees = 50
  @Option var threads = 1
  @Option var seed: UInt64 = 1
  @Option(help: "Leave out every row whose number is a multiple of this.") var skipEvery: Int?

  func run() throws {
    let matrix = try FloatFile.matrix(vectors, dimension: dimension)
    let dead = RowSet(
      skipEvery.map { Array(stride(from: 0, to: matrix.count, by: $0)) } ?? [], below: matrix.count)
    let duration = try ContinuousClock().measure {
      _ = try AnnoyIndex.build(
        matrix, skipping: dead, trees: trees, seed: seed, threads: threads, to: output,
        observe: { _, _ in true })
    }
    print(duration / .seconds(1))
  }
}
