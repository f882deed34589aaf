import COneDNN

/// An operation asked of oneDNN, before it has chosen a kernel.
enum OneDNNOperation {
  /// 3×3, stride 1, padding 1, bias, ReLU.
  case convolution(
    algorithm: litho_convolution_algorithm, source: OneDNNDescriptor, weights: OneDNNDescriptor,
    bias: OneDNNDescriptor, destination: OneDNNDescriptor)
  /// Matrix product, bias, ReLU.
  case innerProduct(
    source: OneDNNDescriptor, weights: OneDNNDescriptor, bias: OneDNNDescriptor,
    destination: OneDNNDescriptor)
  case pooling(
    kind: dnnl_alg_kind_t, source: OneDNNDescriptor, destination: OneDNNDescriptor, kernel: [Int],
    strides: [Int])
  case reorder(from: OneDNNDescriptor, to: OneDNNDescriptor)

  /// What the operation does, to complete “The compute engine could not …”.
  var phrase: String {
    switch self {
    case .convolution: "prepare a convolution"
    case .innerProduct: "prepare a dense layer"
    case .pooling: "prepare a pooling"
    case .reorder: "change a layout"
    }
  }

  func primitiveDescriptor(on engine: dnnl_engine_t) throws -> dnnl_primitive_desc_t {
    var made: dnnl_primitive_desc_t?
    let status: dnnl_status_t
    switch self {
    case .convolution(let algorithm, let source, let weights, let bias, let destination):
      let attributes = try OneDNNReLU()
      status = litho_convolution(
        &made, engine, algorithm, source.handle, weights.handle, bias.handle, destination.handle, [1, 1],
        attributes.handle)
    case .innerProduct(let source, let weights, let bias, let destination):
      let attributes = try OneDNNReLU()
      status = litho_inner_product(
        &made, engine, source.handle, weights.handle, bias.handle, destination.handle, attributes.handle)
    case .pooling(let kind, let source, let destination, let kernel, let strides):
      status = litho_pooling(
        &made, engine, kind, source.handle, destination.handle, kernel.map { dnnl_dim_t($0) },
        strides.map { dnnl_dim_t($0) })
    case .reorder(let source, let destination):
      status = litho_reorder(&made, engine, source.handle, destination.handle)
    }
    guard status == dnnl_success, let made else { throw OneDNNDevice.failure(phrase, status) }
    return made
  }
}

/// The attribute that appends max(x, 0) to a kernel.
private final class OneDNNReLU {
  let handle: dnnl_primitive_attr_t

  init() throws {
    var attributes: dnnl_primitive_attr_t?
    try check(dnnl_primitive_attr_create(&attributes), "make attributes")
    guard let attributes else { throw OneDNNDevice.failure("make attributes", dnnl_out_of_memory) }
    handle = attributes
    var operations: dnnl_post_ops_t?
    try check(dnnl_post_ops_create(&operations), "make post-operations")
    defer { dnnl_post_ops_destroy(operations) }
    try check(litho_append_relu(operations), "append ReLU")
    try check(dnnl_primitive_attr_set_post_ops(attributes, operations), "append ReLU")
  }

  deinit { dnnl_primitive_attr_destroy(handle) }
}
