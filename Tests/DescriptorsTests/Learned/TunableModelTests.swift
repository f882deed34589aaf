import Imaging
import Neural
import Testing

@testable import Descriptors

/// A narrow VGG16 with colours beside it and a head behind it.
@Suite("A network and a head trained as one")
struct TunableModelTests {
  private let base: Descriptor
  private let input = NetworkInput(size: .side(48))

  init() throws { base = try Descriptor.named("rgb-histogram:0.5+vgg16-block4+vgg16-block5") }

  private func model(from layer: String = "block5_conv1", outputs: Int = 3) throws -> TunableModel {
    let features = base.components.reduce(0) { $0 + $1.source.dimension(in: NarrowNetwork.architecture) }
    let head = try Head(
      inputs: features, layers: [.dense(name: "classes", units: outputs)], seed: 5, threads: 1)
    // Rows that differ, so that the scaling is not trivial.
    let rows = Tensor(shape: [2, features], values: (0..<2 * features).map { Float($0 % 7) / 50 })
    return try TunableModel(
      base: base, input: input, weights: NarrowNetwork.weights, trainedFrom: layer,
      head: ScaledHead(FeatureScaling(fitting: rows), head), architecture: NarrowNetwork.architecture,
      threads: 1)
  }

  private func images(_ sizes: [(Int, Int)]) throws -> [PreparedImage] {
    let preparer = ImagePreparer([base], input: input)
    return try sizes.enumerated().map { number, size in
      try preparer.prepare(RandomPicture.picture(size.0, size.1, seed: UInt64(number + 1)).png())
    }
  }

  /// The cross-entropy of a batch, its gradient left in the parameters.
  @discardableResult
  private func descend(_ model: TunableModel, _ images: [PreparedImage], _ labels: [Int]) throws -> Float {
    for parameter in model.parameters { parameter.clearGradient() }
    let loss = SoftmaxCrossEntropy()(try model.forward(images, dropoutSeed: 1), labels)
    try model.backward(loss.gradient)
    return loss.value
  }

  @Test(
    "A small step against the gradient lowers the loss by as much as the gradient says",
    arguments: ["block5_conv1", "block4_conv2", "block1_conv1"])
  func direction(layer: String) throws {
    let model = try model(from: layer)
    let images = try images([(48, 48), (48, 48), (48, 48)])
    let labels = [0, 2, 1]
    try descend(model, images, labels)
    #expect(model.parameters.first?.name == "\(layer)/kernel")
    let squares = model.parameters.reduce(0.0) { sum, parameter in
      sum + parameter.withUnsafeGradient { $0.reduce(0.0) { $0 + Double($1) * Double($1) } }
    }
    #expect(squares > 0)
    func loss(_ step: Float) throws -> Double {
      let before = model.parameters.map(\.tensor)
      for parameter in model.parameters {
        parameter.update { values, gradient in
          for index in values.indices { values[index] += step * gradient[index] }
        }
      }
      defer { for (parameter, tensor) in zip(model.parameters, before) { parameter.assign(tensor) } }
      return Double(SoftmaxCrossEntropy()(try model(images), labels).value)
    }
    let step = Float(1e-3 / squares.squareRoot())
    let slope = try (loss(step) - loss(-step)) / (2 * Double(step))
    #expect(abs(slope - squares) < 0.02 * squares, "\(slope) \(squares)")
  }

  @Test("Images of several sizes share a batch, and the gradient is that of each alone, added up")
  func sizes() throws {
    let model = try model()
    let images = try images([(48, 48), (96, 48), (48, 48), (48, 96)])
    let labels = [0, 1, 2, 0]
    try descend(model, images, labels)
    let together = model.parameters.map { parameter in parameter.withUnsafeGradient { Array($0) } }
    var apart = together.map { [Float](repeating: 0, count: $0.count) }
    for (image, label) in zip(images, labels) {
      try descend(model, [image], [label])
      for (place, parameter) in model.parameters.enumerated() {
        parameter.withUnsafeGradient { gradient in
          // The loss is the mean over four.
          for index in gradient.indices { apart[place][index] += gradient[index] / 4 }
        }
      }
    }
    for (one, other) in zip(together, apart) {
      let largest = one.map(abs).max() ?? 0
      #expect(zip(one, other).allSatisfy { abs($0 - $1) <= 1e-4 * largest + 1e-7 })
    }
  }

  @Test("Before training, its features are the base's vectors")
  func features() throws {
    let model = try model()
    let images = try images([(48, 48), (96, 48)])
    let features = try model.features(images)
    let extractor = try DescriptorExtractor(
      [base], input: input, weights: NarrowNetwork.weights, architecture: NarrowNetwork.architecture,
      threads: 1)
    for (row, result) in try extractor.describe(images).enumerated() {
      #expect(cosine(features.slice(row), try result.get()[0]) > 0.99999)
    }
  }

  @Test("A few steps on four images learn them by heart")
  func overfits() throws {
    let model = try model()
    let images = try images([(48, 48), (48, 48), (48, 48), (48, 48)])
    let labels = [0, 1, 2, 1]
    let trainer = Trainer(
      model, optimizer: AdamW(weightDecay: 0),
      schedule: LearningRateSchedule(peak: 0.002, warmUpSteps: 5, totalSteps: 60))
    var losses: [Float] = []
    for step in 0..<50 {
      losses.append(
        try trainer.step(images, seed: UInt64(step)) { SoftmaxCrossEntropy()($0, labels) })
    }
    #expect((losses.last ?? 9) < 0.3 * losses[0])
  }
}
