/// Finds a network's kernels and biases among the datasets of a file that Keras has written. Over the
/// years Keras has named them in many ways:
///
/// | written by | kernel of `block1_conv1` |
/// |---|---|
/// | keras-applications | `block1_conv1/block1_conv1_W_1:0` |
/// | Keras 2, `save_weights` | `block1_conv1/block1_conv1/kernel:0` |
/// | Keras 2, `save` | `model_weights/block1_conv1/block1_conv1/kernel:0` |
/// | Keras 2 and 3, nested model | `model_weights/vgg16/block1_conv1/kernel` |
/// | Keras 3, `.weights.h5` | `layers/conv2d/vars/0`, counted by class |
struct KerasLayout {
  private enum Role: String { case kernel, bias }

  /// Tensor name (`<layer>/kernel`) → the datasets that may be it.
  private(set) var candidates: [String: [[String]]] = [:]

  init(_ datasets: [[String]], specification: WeightSpecification) {
    let names = Set(specification.layers.map(\.name))
    // The optimiser's running means bear the layers' names too.
    let datasets = datasets.filter { dataset in
      !dataset.dropLast().contains { $0.hasPrefix("optimizer") || $0.hasPrefix("_optimizer") }
    }
    for dataset in datasets {
      guard let layer = dataset.dropLast().last(where: names.contains),
        let role = Self.role(of: dataset, layer: layer)
      else { continue }
      candidates["\(layer)/\(role.rawValue)", default: []].append(dataset)
    }
    if candidates.isEmpty { countByClass(datasets, specification: specification) }
  }

  private static func role(of path: [String], layer: String) -> Role? {
    guard var last = path.last else { return nil }
    if path.dropLast().last == "vars" { return last == "0" ? .kernel : last == "1" ? .bias : nil }
    if let colon = last.firstIndex(of: ":") { last = String(last[..<colon]) }
    if last.hasPrefix("\(layer)_") { last.removeFirst(layer.count + 1) }
    switch last.prefix(while: { $0 != "_" }) {
    case "kernel", "W": return .kernel
    case "bias", "b": return .bias
    default: return nil
    }
  }

  /// `conv2d`, `conv2d_1`, … are the convolutions in order, `dense`, `dense_1`, … the dense layers; of
  /// several models in one file the one with the most such layers is taken.
  private mutating func countByClass(_ datasets: [[String]], specification: WeightSpecification) {
    var byParent: [[String]: [[String]]] = [:]
    for dataset in datasets where dataset.count >= 3 && dataset[dataset.count - 2] == "vars" {
      byParent[Array(dataset.dropLast(3)), default: []].append(dataset)
    }
    let fullest = byParent.max { ($0.value.count, $1.key.joined()) < ($1.value.count, $0.key.joined()) }
    let convolutions = specification.layers.filter(\.isConvolution)
    let dense = specification.layers.filter { !$0.isConvolution }
    for path in fullest?.value ?? [] {
      let parts = path[path.count - 3].split(separator: "_")
      guard let index = parts.count == 1 ? 0 : parts.count == 2 ? Int(parts[1]) : nil, index >= 0 else {
        continue
      }
      let layers = parts[0] == "conv2d" ? convolutions : parts[0] == "dense" ? dense : []
      guard index < layers.count, let role = Self.role(of: path, layer: layers[index].name) else { continue }
      candidates["\(layers[index].name)/\(role.rawValue)", default: []].append(path)
    }
  }
}
