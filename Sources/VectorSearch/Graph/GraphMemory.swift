import CVectorKernels
import Synchronization

/// What walks through a graph need to remember, lent to one walk at a time.
final class GraphMemory: Sendable {
  private let count: Int
  private let free = Mutex<[Piece]>([])

  /// Sendable because whoever has it has it alone.
  private struct Piece: @unchecked Sendable {
    let memory: OpaquePointer
  }

  /// - Parameter count: rows of the graph.
  init(count: Int) { self.count = count }

  deinit {
    free.withLock { $0.forEach { litho_graph_memory_destroy($0.memory) } }
  }

  /// Calls `body` with memory for one walk, or with nil when the system has none.
  func lend<Output>(_ body: (OpaquePointer?) -> Output) -> Output {
    let piece =
      free.withLock { $0.popLast() } ?? litho_graph_memory_create(count).map(Piece.init(memory:))
    defer {
      if let piece { free.withLock { $0.append(piece) } }
    }
    return body(piece?.memory)
  }
}
