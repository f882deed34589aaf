import ArgumentParser
import Foundation
import VectorSearch
import WorkerConversation

/// Our side of `vectors.py`: the nearest vectors by one of our indexes. `peers/vector_protocol.py` lists the lines
/// that it answers.
@main
struct SearchWorker: ParsableCommand {
  @Option(help: "Rows of length 1, little-endian f32, without a header.")
  var vectors: String

  @Option(help: "A file like that of the vectors.")
  var queries: String

  @Option var dimension: Int
  @Option(help: "exact, hnsw or annoy.") var index = IndexKind.exact

  @Option(help: "Of the rows that are read first: f32, f16 or int8.")
  var format = "f32"

  @Option(help: "Where the index is written, and read from.")
  var file: String

  @Flag(help: "Open the file at once, without building.")
  var open = false

  @Option(name: .customShort("k")) var neighbours = 10
  @Option var threads = 1
  @Option var buildThreads = 1
  @Option(name: .customLong("neighbours"), help: "M of HNSW.") var links = 16
  @Option(help: "efConstruction of HNSW.") var breadth = 200
  @Option(help: "Of Annoy.") var trees = 50
  @Option var seed: UInt64 = 100

  func run() throws {
    guard dimension >= 1, format == "f32" || CompactRows.Format(rawValue: format) != nil else {
      throw ValidationError("The dimension is at least 1, and the format f32, f16 or int8.")
    }
    var parameters = HNSWParameters()
    parameters.neighbours = links
    parameters.constructionBreadth = breadth
    parameters.seed = seed
    let engine = Engine(
      kind: index, format: CompactRows.Format(rawValue: format), vectors: vectors, dimension: dimension,
      file: file, graph: parameters, trees: trees)
    let queries: [Float] = try Self.numbers(queries)
    let session = Session(
      engine, queries: queries, dimension: dimension, neighbours: neighbours, threads: threads,
      buildThreads: buildThreads)
    if open { try engine.open() }
    try Worker(
      "Lithoscope \(index.rawValue) (\(format))", runOnce: session.pass, writeOutputs: session.writeFound,
      answer: session.answer
    ).serve()
  }

  /// The numbers of a file that holds nothing else, little-endian like the processor.
  static func numbers<Number>(_ path: String) throws -> [Number] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return [Number](unsafeUninitializedCapacity: data.count / MemoryLayout<Number>.size) { buffer, count in
      count = data.copyBytes(to: buffer) / MemoryLayout<Number>.size
    }
  }
}

extension IndexKind: @retroactive ExpressibleByArgument {}
