import ArgumentParser
import Foundation
import VectorSearch
import WorkerConversation

/// What is set between two passes over the queries, and the passes.
final class Session {
  private let engine: Engine
  private let queries: [[Float]]
  private let neighbours: Int
  private let buildThreads: Int
  private var options: SearchOptions
  private var count: Int
  private var batch = 1
  /// The queries of a pass as they are handed over.
  private var batches: [[[Float]]] = []

  init(
    _ engine: Engine, queries: [Float], dimension: Int, neighbours: Int, threads: Int, buildThreads: Int
  ) {
    self.engine = engine
    self.queries = stride(from: 0, to: queries.count, by: dimension).map {
      Array(queries[$0..<min($0 + dimension, queries.count)])
    }
    self.neighbours = neighbours
    self.buildThreads = buildThreads
    options = SearchOptions(threads: threads)
    count = self.queries.count
    divide()
  }

  /// Asks the queries of a pass, one after the other or in batches.
  func pass() throws {
    guard let index = engine.index else { throw ValidationError("There is no index yet; say build first.") }
    for queries in batches {
      if queries.count == 1 {
        _ = try index.search(queries[0], k: neighbours, options: options)
      } else {
        _ = try index.search(batch: queries, k: neighbours, options: options)
      }
    }
  }

  /// Writes the rows that a pass finds: [queries, k], −1 where there are none.
  func writeFound(to path: String) throws {
    guard let index = engine.index else { throw ValidationError("There is no index yet; say build first.") }
    var found: [Int64] = []
    for queries in batches {
      let answers =
        queries.count == 1
        ? [try index.search(queries[0], k: neighbours, options: options)]
        : try index.search(batch: queries, k: neighbours, options: options)
      for answer in answers {
        let rows = answer.prefix(neighbours).map { Int64($0.row) }
        found += rows + [Int64](repeating: -1, count: neighbours - rows.count)
      }
    }
    try NumPyFile.write(found, shape: [count, neighbours], to: path)
  }

  /// The answer to a line that not all workers know.
  func answer(_ command: String, _ argument: String) throws -> String? {
    switch command {
    case "build": return "\(try engine.build(threads: buildThreads))"
    case "facts":
      let kernels = CompactRows.pay ? "AVX-512 with VNNI" : "portable kernels"
      return #"{"instructions": "\#(kernels)", "opening_milliseconds": \#(engine.openingMilliseconds)}"#
    case "set":
      let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2 else { return nil }
      return try set(words[0], words[1]) ? "ok" : nil
    default: return nil
    }
  }

  private func set(_ what: String, _ value: String) throws -> Bool {
    switch (what, Int(value)) {
    case ("effort", let effort?): options.effort = effort > 0 ? effort : nil
    case ("queries", let number?): count = min(max(1, number), queries.count)
    case ("batch", let number?): batch = max(1, number)
    case ("allowed", _):
      options.only =
        value == "all"
        ? nil
        : RowSet(
          try SearchWorker.numbers(value).map { (row: Int32) in Int(row) }, below: engine.index?.count ?? 0)
    default: return false
    }
    divide()
    return true
  }

  private func divide() {
    batches = stride(from: 0, to: count, by: batch).map { Array(queries[$0..<min($0 + batch, count)]) }
  }
}
