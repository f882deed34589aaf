import COneDNN

/// A kernel that oneDNN has chosen and generated.
final class OneDNNPrimitive {
  let descriptor: dnnl_primitive_desc_t
  let handle: dnnl_primitive_t

  init(_ operation: OneDNNOperation, on device: OneDNNDevice) throws {
    descriptor = try operation.primitiveDescriptor(on: device.engine)
    var made: dnnl_primitive_t?
    let status = dnnl_primitive_create(&made, descriptor)
    guard status == dnnl_success, let made else {
      dnnl_primitive_desc_destroy(descriptor)
      throw OneDNNDevice.failure(operation.phrase, status)
    }
    handle = made
  }

  deinit {
    dnnl_primitive_destroy(handle)
    dnnl_primitive_desc_destroy(descriptor)
  }

  /// oneDNN's name of the kernel, such as `jit_wino_4x3:avx512_core`.
  var implementation: String { String(cString: litho_implementation(descriptor)) }
}
