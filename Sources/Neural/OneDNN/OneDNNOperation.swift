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
  /// A reorder that adds to what is there.
  case addition(of: OneDNNDescriptor, to: OneDNNDescriptor)
  /// The gradient by a convolution's input.
  case convolutionByData(
    algorithm: litho_convolution_algorithm, sourceGradient: OneDNNDescriptor, weights: OneDNNDescriptor,
    gradient: OneDNNDescriptor)
  /// The gradients by a convolution's weights and bias.
  case convolutionByWeights(
    algorithm: litho_convolution_algorithm, source: OneDNNDescriptor, weightsGradient: OneDNNDescriptor,
    biasGradient: OneDNNDescriptor, gradient: OneDNNDescriptor)
  /// A 2×2 maximum pooling that notes where its maxima were.
  case notingMaxPool(source: OneDNNDescriptor, destination: OneDNNDescriptor)
  /// The gradient by the input of such a pooling.
  case maxPoolByData(sourceGradient: OneDNNDescriptor, gradient: OneDNNDescriptor, noting: OneDNNPrimitive)
  /// Zero where a ReLU's result is not positive.
  case reluByData(OneDNNDescriptor)

  /// What the operation does, to complete “The compute engine could not …”.
  var phrase: String {
    switch self {
    case .convolution: "prepare a convolution"
    case .innerProduct: "prepare a dense layer"
    case .pooling: "prepare a pooling"
    case .reorder: "change a layout"
    case .addition: "add gradients"
    case .convolutionByData, .convolutionByWeights: "prepare a convolution's gradient"
    case .notingMaxPool, .maxPoolByData: "prepare a pooling's gradient"
    case .reluByData: "prepare a ReLU's gradient"
    }
  }

  func primitiveDescriptor(on engine: dnnl_engine_t) throws -> dnnl_primitive_desc_t {
    var made: dnnl_primitive_desc_t?
    let status: dnnl_status_t
    switch self {
    case .convolution(let algorithm, let source, let weights, let bias, let destination):
      let attributes = try OneDNNAttributes.relu()
      status = litho_convolution(
        &made, engine, algorithm, source.handle, weights.handle, bias.handle, destination.handle, [1, 1],
        attributes.handle)
    case .innerProduct(let source, let weights, let bias, let destination):
      let attributes = try OneDNNAttributes.relu()
      status = litho_inner_product(
        &made, engine, source.handle, weights.handle, bias.handle, destination.handle, attributes.handle)
    case .pooling(let kind, let source, let destination, let kernel, let strides):
      status = litho_pooling(
        &made, engine, kind, source.handle, destination.handle, kernel.map { dnnl_dim_t($0) },
        strides.map { dnnl_dim_t($0) })
    case .reorder(let source, let destination):
      status = litho_reorder(&made, engine, source.handle, destination.handle)
    case .addition(let source, let destination):
      let attributes = try OneDNNAttributes.sum()
      status = litho_reorder_with(&made, engine, source.handle, destination.handle, attributes.handle)
    case .convolutionByData(let algorithm, let sourceGradient, let weights, let gradient):
      status = litho_convolution_by_data(
        &made, engine, algorithm, sourceGradient.handle, weights.handle, gradient.handle, [1, 1])
    case .convolutionByWeights(
      let algorithm, let source, let weightsGradient, let biasGradient, let gradient):
      status = litho_convolution_by_weights(
        &made, engine, algorithm, source.handle, weightsGradient.handle, biasGradient.handle,
        gradient.handle, [1, 1])
    case .notingMaxPool(let source, let destination):
      status = litho_pooling_noting(
        &made, engine, dnnl_pooling_max, source.handle, destination.handle, [2, 2], [2, 2])
    case .maxPoolByData(let sourceGradient, let gradient, let noting):
      status = litho_pooling_by_data(
        &made, engine, dnnl_pooling_max, sourceGradient.handle, gradient.handle, [2, 2], [2, 2],
        noting.descriptor)
    case .reluByData(let shape):
      status = litho_relu_by_data(&made, engine, shape.handle)
    }
    guard status == dnnl_success, let made else { throw OneDNNDevice.failure(phrase, status) }
    return made
  }
}
