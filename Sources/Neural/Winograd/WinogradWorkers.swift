import CWinograd

/// The threads of one forward pass; the thread that runs the pass is one of them.
final class WinogradWorkers {
  let handle: OpaquePointer

  init(count: Int) throws {
    guard let handle = litho_workers_create(max(1, count)) else {
      throw NetworkError.engineFailure(operation: "start threads", status: "out of memory")
    }
    self.handle = handle
  }

  deinit { litho_workers_destroy(handle) }
}
