import Foundation
import VectorSearch

/// One of our indexes, and how it comes to be.
final class Engine {
  private let kind: IndexKind
  private let format: CompactRows.Format?
  private let vectors: String
  private let dimension: Int
  private let file: String
  private let graph: HNSWParameters
  private let trees: Int

  /// The index, once it was built or opened.
  private(set) var index: (any VectorIndex)?
  /// What the last opening took, the vectors' file included.
  private(set) var openingMilliseconds = 0.0

  init(
    kind: IndexKind, format: CompactRows.Format?, vectors: String, dimension: Int, file: String,
    graph: HNSWParameters, trees: Int
  ) {
    self.kind = kind
    self.format = format
    self.vectors = vectors
    self.dimension = dimension
    self.file = file
    self.graph = graph
    self.trees = trees
  }

  /// Builds the index, writes it to its file and opens that; gives the seconds it took.
  func build(threads: Int) throws -> Double {
    index = nil
    let matrix = try matrix()
    // Brings the file into memory, which is not the index's work.
    for row in 0..<matrix.count { _ = matrix.withRow(row) { $0.reduce(0, +) } }
    return try ContinuousClock().measure {
      if let format {
        try CompactRows.write(matrix, format: format, threads: threads, to: compactFile(format))
      }
      switch kind {
      case .exact: break
      case .hnsw:
        let compact = try compact(matrix)
        _ = try HNSWIndex.build(matrix, compact: compact, parameters: graph, threads: threads, to: file)
      case .annoy:
        _ = try AnnoyIndex.build(
          matrix, skipping: RowSet(), trees: trees, seed: graph.seed, threads: threads, to: file
        ) { _, _ in true }
      }
      try open()
    } / .seconds(1)
  }

  /// Opens the index from its file.
  func open() throws {
    var opened: (any VectorIndex)?
    openingMilliseconds =
      try ContinuousClock().measure {
        let matrix = try matrix()
        switch kind {
        case .exact: opened = ExactIndex(matrix, compact: format == nil ? nil : try compact(matrix))
        case .hnsw: opened = try HNSWIndex(path: file, matrix: matrix, compact: compact(matrix))
        case .annoy: opened = try AnnoyIndex(path: file, dimension: dimension, matrix: matrix)
        }
      } / .milliseconds(1)
    index = opened
  }

  private func matrix() throws -> VectorMatrix {
    let attributes = try FileManager.default.attributesOfItem(atPath: vectors)
    let bytes = (attributes[.size] as? Int) ?? 0
    return try VectorMatrix(
      path: vectors, dimension: dimension, rows: bytes / (dimension * MemoryLayout<Float>.size))
  }

  private func compact(_ matrix: VectorMatrix) throws -> CompactRows {
    try CompactRows(path: compactFile(format ?? .int8), matching: matrix)
  }

  private func compactFile(_ format: CompactRows.Format) -> String { "\(file).\(format.rawValue)" }
}
