import CHNSW
import CVectorKernels
import Glibc

/// Builds a graph with hnswlib and writes it to a file.
final class GraphBuilder: @unchecked Sendable {
  // Sendable because rows may be added from several threads at once, and everything else is done by one.

  private let compact: CompactRows
  private let parameters: HNSWParameters
  private let graph: OpaquePointer

  /// Rows that are added between two looks at whether to go on.
  private static let rowsAtOnce = 512

  /// - Parameter room: the most rows that will be added.
  /// - Throws: `IndexFileError.system` when memory is short.
  init(
    _ compact: CompactRows, room: Int, parameters: HNSWParameters, path: String
  ) throws(IndexFileError) {
    var rows = compact.byteRows
    let seed = UInt32(truncatingIfNeeded: parameters.seed &+ 1)
    guard
      let graph = litho_hnsw_create(
        &rows, max(1, room), parameters.neighbours, parameters.constructionBreadth, seed)
    else { throw .system(operation: "take memory for", path: path, code: ENOMEM) }
    self.compact = compact
    self.parameters = parameters
    self.graph = graph
  }

  deinit { litho_hnsw_destroy(graph) }

  /// Adds rows that are not in the graph.
  ///
  /// - Returns: false when it was stopped.
  /// - Throws: `IndexFileError.system` when memory is short.
  func add(
    _ rows: [UInt32], threads: Int, path: String, observe: (Int, Int) -> Bool
  ) throws(IndexFileError) -> Bool {
    var done = 0
    while done < rows.count {
      let batch = rows[done..<min(done + Self.rowsAtOnce, rows.count)]
      let tasks = max(1, min(threads, batch.count))
      let failures = withExtendedLifetime(compact) { addAtOnce(batch, tasks) }
      guard failures == 0 else { throw .system(operation: "take memory for", path: path, code: ENOMEM) }
      done += batch.count
      guard observe(done, rows.count) else { return false }
    }
    return true
  }

  private func addAtOnce(_ rows: ArraySlice<UInt32>, _ tasks: Int) -> Int {
    // Neighbouring rows at the same time would not see each other; so each task takes one of many.
    ParallelTasks.map(tasks) { task, tasks in
      stride(from: rows.startIndex + task, to: rows.endIndex, by: tasks).count {
        !litho_hnsw_add(self.graph, rows[$0])
      }
    }.reduce(0, +)
  }

  // MARK: Files

  /// Takes up the rows and links of a finished graph, so that rows can be added to it.
  ///
  /// - Returns: false for a graph in which something cannot be right; this one is of no use then.
  func restore(_ old: HNSWIndex) -> Bool {
    old.withGraph { old in
      let lists = GraphLists(old)
      let rows = lists.rows
      guard rows.allSatisfy({ litho_hnsw_place(graph, $0, lists.levels[Int($0)]) }) else { return false }
      for row in rows {
        for level in 0...lists.levels[Int(row)] {
          guard let neighbours = lists.neighbours(of: row, level: level),
            litho_hnsw_connect(graph, row, level, neighbours, neighbours.count)
          else { return false }
        }
      }
      return rows.isEmpty || litho_hnsw_set_entry(graph, old.entry)
    }
  }

  /// Writes the graph.
  ///
  /// - Parameters:
  ///   - count: the rows that it covers, whether they are in it or were dead.
  ///   - fingerprint: that of the vectors.
  func write(count: Int, dimension: Int, fingerprint: [UInt8], to path: String) throws(IndexFileError) {
    let places = litho_hnsw_count(graph)
    let lists = (0..<places).reduce(0) { $0 + litho_hnsw_row_levels(graph, $1) }
    let layout = try GraphLayout(
      count: count, neighbours: parameters.neighbours, upperLists: lists, path: path)
    let header = IndexHeader(
      name: HNSWIndex.name, version: HNSWIndex.version,
      numbers: [
        count, dimension, parameters.neighbours, lists, places,
        places > 0 ? Int(litho_hnsw_entry(graph)) : Int(GraphLayout.noRow),
        places > 0 ? litho_hnsw_levels(graph) : 0, parameters.constructionBreadth,
      ], fingerprint: fingerprint)
    _ = try IndexFileWriter(path: path, bytes: layout.bytes).write { start in
      header.write(to: start)
      fill(layout, start, places)
      return true
    }
  }

  private func fill(_ layout: GraphLayout, _ start: UnsafeMutableRawPointer, _ places: Int) {
    let words = { (offset: Int) in (start + offset).assumingMemoryBound(to: UInt32.self) }
    let (links, starts, upper) = (words(layout.links), words(layout.upperStarts), words(layout.upper))
    links.initialize(repeating: GraphLayout.noRow, count: (layout.bytes - layout.links) / 4)
    var list = 0
    // In the order of rows, which several threads may have added in another: a row's lists end where the next's begin.
    for (row, place) in (0..<places).map({ (Int(litho_hnsw_row(graph, $0)), $0) }).sorted(by: <) {
      _ = litho_hnsw_neighbours(graph, place, 0, links + row * layout.width)
      let levels = litho_hnsw_row_levels(graph, place)
      guard levels > 0 else { continue }
      starts[row] = UInt32(list)
      for level in 1...levels {
        _ = litho_hnsw_neighbours(graph, place, level, upper + list * layout.neighbours)
        list += 1
      }
    }
  }
}
