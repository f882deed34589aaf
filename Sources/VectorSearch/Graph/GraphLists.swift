import CVectorKernels

/// The lists of neighbours of a mapped graph, read with care: whoever made the file may have put anything there.
struct GraphLists {
  /// The rows that are in the graph, in rising order.
  let rows: [UInt32]
  /// The levels above 0 on which each row of the index has neighbours.
  let levels: [Int]

  private let graph: litho_graph

  /// - Parameter graph: of a file that stays mapped meanwhile.
  init(_ graph: litho_graph) {
    self.graph = graph
    let count = graph.rows.count
    var levels = [Int](repeating: 0, count: count)
    var end = UInt32(graph.upper_count)
    for row in (0..<count).reversed() {
      let start = graph.upper_start[row]
      guard start != GraphLayout.noRow, start <= end else { continue }
      levels[row] = min(Int(end - start), GraphLayout.mostLevels)
      end = start
    }
    self.levels = levels
    // A row without any neighbour is not in the graph, unless it was the first.
    rows = (0..<UInt32(count)).filter {
      graph.links[Int($0) * graph.width] != GraphLayout.noRow || $0 == graph.entry
    }
  }

  /// The neighbours of a row; nil where one of them is no row.
  func neighbours(of row: UInt32, level: Int) -> [UInt32]? {
    let list =
      level == 0
      ? UnsafeBufferPointer(start: graph.links + Int(row) * graph.width, count: graph.width)
      : UnsafeBufferPointer(
        start: graph.upper + (Int(graph.upper_start[Int(row)]) + level - 1) * graph.upper_width,
        count: graph.upper_width)
    let neighbours = Array(list.prefix { $0 != GraphLayout.noRow })
    return neighbours.allSatisfy { Int($0) < graph.rows.count } ? neighbours : nil
  }
}
