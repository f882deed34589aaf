import Descriptors
import Neural

/// A classifier that is trained in a moment: its scores are the inner products with the means of the classes.
enum NearestMeans {
  static let base = "rgb-histogram+lbp:0.5"

  /// Learns from pictures with labels.
  ///
  /// - Parameters:
  ///   - temperature: small, since the inner products of different classes are close.
  ///   - hidden: whether the inner products come out of a hidden layer, so that they are the vector.
  static func model(
    _ pictures: [(png: [UInt8], label: String)], name: String = "colours",
    kind: LearnedModel.Kind = .classifier,
    temperature: Double = 0.02, hidden: Bool = true, input: NetworkInput = .standard
  ) throws -> LearnedModel {
    let base = try Descriptor.named(base)
    let preparer = ImagePreparer([base], input: input)
    let extractor = try DescriptorExtractor([base], input: input, weights: nil)
    let vectors = try extractor.describe(pictures.map { try preparer.prepare($0.png) }).map {
      try $0.get()[0]
    }
    let classes = Set(pictures.map(\.label)).sorted()
    let features = base.dimension
    var kernel = [Float](repeating: 0, count: features * classes.count)
    var biases = [Float](repeating: 0, count: classes.count)
    for (column, label) in classes.enumerated() {
      let own = zip(vectors, pictures).filter { $1.label == label }.map(\.0)
      for row in 0..<features {
        let mean = own.reduce(0) { $0 + $1[row] } / Float(own.count)
        kernel[row * classes.count + column] = mean
        biases[column] -= mean * mean / 2
      }
    }
    let ones = (0..<classes.count * classes.count).map { Float($0 % (classes.count + 1) == 0 ? 1 : 0) }
    let zeros = [Float](repeating: 0, count: features)
    var tensors = [
      WeightTensor(name: "features/mean", shape: [features], values: zeros),
      WeightTensor(name: "features/scale", shape: [features], values: zeros.map { _ in 1 }),
      WeightTensor(name: "means/kernel", shape: [features, classes.count], values: kernel),
      WeightTensor(name: "means/bias", shape: [classes.count], values: biases),
    ]
    var layers: [HeadLayer] = [.dense(name: "means", units: classes.count)]
    if kind == .siamese { layers.append(.unitLength) }
    if kind == .classifier, hidden {
      layers.append(.dense(name: "classes", units: classes.count))
      tensors += [
        WeightTensor(name: "classes/kernel", shape: [classes.count, classes.count], values: ones),
        WeightTensor(name: "classes/bias", shape: [classes.count], values: biases.map { _ in 0 }),
      ]
    }
    return try LearnedModel(
      name: name, kind: kind, base: base, input: input, baseDigest: "", classes: classes,
      temperature: temperature, headLayers: layers, tensors: tensors, settings: ["epochs": "1"],
      dataDigest: LearnedModel.dataDigest(of: []))
  }

  /// Learns the colours of ``ColouredRocks``.
  static func ofColours(
    classes: Int = 3, seed: Int = 50, name: String = "colours", kind: LearnedModel.Kind = .classifier,
    labels: (Int) -> String = { "c\($0)" }
  ) throws -> LearnedModel {
    try model(
      (0..<classes).flatMap { label in
        try (0..<4).map { number in
          (try ColouredRocks.png(seed + label * 1000 + number, class: label), labels(label))
        }
      }, name: name, kind: kind)
  }
}
