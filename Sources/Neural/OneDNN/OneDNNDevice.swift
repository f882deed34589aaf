import COneDNN

/// An engine and a stream of oneDNN, and the number of threads that work for them.
final class OneDNNDevice {
  let engine: dnnl_engine_t
  let stream: dnnl_stream_t
  let threads: Int

  init(threads: Int) throws {
    self.threads = max(1, threads)
    litho_set_threads(Int32(self.threads))
    var engine: dnnl_engine_t?
    try check(dnnl_engine_create(&engine, dnnl_cpu, 0), "open the processor")
    guard let engine else { throw OneDNNDevice.failure("open the processor", dnnl_out_of_memory) }
    var stream: dnnl_stream_t?
    let status = dnnl_stream_create(&stream, engine, UInt32(dnnl_stream_default_flags.rawValue))
    guard status == dnnl_success, let stream else {
      dnnl_engine_destroy(engine)
      throw OneDNNDevice.failure("open a stream", status)
    }
    self.engine = engine
    self.stream = stream
  }

  deinit {
    dnnl_stream_destroy(stream)
    dnnl_engine_destroy(engine)
  }

  /// Makes the calling thread use this device's number of threads: OpenMP keeps it for each thread apart.
  func prepareCallingThread() {
    litho_set_threads(Int32(threads))
  }

  /// Copies `source` into `destination`, changing layout and number format on the way.
  func reorder(_ source: OneDNNMemory, to destination: OneDNNMemory) throws {
    let primitive = try OneDNNPrimitive(
      .reorder(from: source.descriptor, to: destination.descriptor), on: self)
    try OneDNNStep(primitive, [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, destination)]).run(on: self)
    try wait()
  }

  /// Waits until everything handed to the stream is done.
  func wait() throws {
    try check(dnnl_stream_wait(stream), "finish a pass")
  }

  static func failure(_ operation: String, _ status: dnnl_status_t) -> NetworkError {
    let name = String(cString: dnnl_status2str(status))
    return .engineFailure(operation: operation, status: name)
  }
}

/// Throws the sentence for a status that is not success.
func check(_ status: dnnl_status_t, _ operation: @autoclosure () -> String) throws {
  guard status == dnnl_success else { throw OneDNNDevice.failure(operation(), status) }
}
