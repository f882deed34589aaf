/// Kernels transformed for Winograd convolutions, made anew whenever their parameters have changed.
struct PreparedKernels {
  private var kernels: [ObjectIdentifier: (parameter: Parameter, version: Int, buffer: AlignedBuffer)] = [:]

  /// The transformed kernel of a parameter, which takes `floats` floats.
  ///
  /// - Parameter prepare: transforms the parameter's values.
  /// - Throws: ``NetworkError/engineFailure(operation:status:)`` when the system has not so much memory.
  mutating func kernel(
    of parameter: Parameter, floats: Int,
    prepare: (_ values: UnsafePointer<Float>, _ prepared: UnsafeMutablePointer<Float>) -> Void
  ) throws -> UnsafePointer<Float> {
    let known = kernels[ObjectIdentifier(parameter)]
    if let known, known.version == parameter.version { return UnsafePointer(known.buffer.floats) }
    let buffer = try known?.buffer ?? AlignedBuffer(floatCount: floats)
    parameter.withUnsafeValues { values in
      if let start = values.baseAddress { prepare(start, buffer.floats) }
    }
    // The parameter is kept, so that no other one can take its identity.
    kernels[ObjectIdentifier(parameter)] = (parameter, parameter.version, buffer)
    return UnsafePointer(buffer.floats)
  }
}
