import COneDNN

/// What a kernel does with its result before it is written.
final class OneDNNAttributes {
  let handle: dnnl_primitive_attr_t

  /// Appends max(x, 0).
  static func relu() throws -> OneDNNAttributes { try OneDNNAttributes("append ReLU", litho_append_relu) }

  /// Adds the result to what is there.
  static func sum() throws -> OneDNNAttributes { try OneDNNAttributes("append a sum", litho_append_sum) }

  private init(_ phrase: String, _ append: (dnnl_post_ops_t?) -> dnnl_status_t) throws {
    var attributes: dnnl_primitive_attr_t?
    try check(dnnl_primitive_attr_create(&attributes), "make attributes")
    guard let attributes else { throw OneDNNDevice.failure("make attributes", dnnl_out_of_memory) }
    handle = attributes
    var operations: dnnl_post_ops_t?
    try check(dnnl_post_ops_create(&operations), "make post-operations")
    defer { dnnl_post_ops_destroy(operations) }
    try check(append(operations), phrase)
    try check(dnnl_primitive_attr_set_post_ops(attributes, operations), phrase)
  }

  deinit { dnnl_primitive_attr_destroy(handle) }
}
