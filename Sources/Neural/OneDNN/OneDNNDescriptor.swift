import COneDNN

/// The shape, number format and layout of a block of memory.
final class OneDNNDescriptor {
  let handle: litho_md
  let dimensions: [Int]
  let type: dnnl_data_type_t

  /// A layout named by `tag`; `dnnl_format_tag_any` leaves the choice to the kernel.
  init(_ dimensions: [Int], _ type: dnnl_data_type_t, _ tag: dnnl_format_tag_t) throws {
    var handle: litho_md?
    let sizes = dimensions.map { dnnl_dim_t($0) }
    let status = litho_md_create(&handle, Int32(sizes.count), sizes, type, tag)
    guard status == dnnl_success, let handle else {
      throw OneDNNDevice.failure("describe memory of shape \(dimensions)", status)
    }
    self.handle = handle
    self.dimensions = dimensions
    self.type = type
  }

  /// The layout a kernel has chosen for one of its arguments.
  init(of primitive: OneDNNPrimitive, _ what: dnnl_query_t, _ dimensions: [Int], _ type: dnnl_data_type_t)
    throws
  {
    var handle: litho_md?
    let status = litho_md_of_primitive(&handle, primitive.descriptor, what)
    guard status == dnnl_success, let handle else {
      throw OneDNNDevice.failure("ask a kernel for its layout", status)
    }
    self.handle = handle
    self.dimensions = dimensions
    self.type = type
  }

  deinit { litho_md_destroy(handle) }

  /// Bytes that memory of this layout takes, padding included.
  var byteCount: Int { litho_md_size(handle) }

  func isSame(as other: OneDNNDescriptor) -> Bool { litho_md_equal(handle, other.handle) != 0 }
}
