import Glibc
import Imaging
import Neural
import Testing

@testable import Descriptors

/// Images described by trained models.
@Suite struct LearnedDescriptorTests {
  static let pictures = [RandomPicture.picture(90, 60), RandomPicture.picture(64, 64, seed: 9)]

  private func vectors(_ descriptors: [Descriptor], input: NetworkInput = .standard) throws -> [[[Float]]] {
    try NarrowNetwork.describe(Self.pictures, by: descriptors, input: input).map { try $0.get() }
  }

  /// The head in double precision, as a person would write it down.
  private func byHand(_ model: LearnedModel, _ features: [Float]) -> (body: [Double], scores: [Double]) {
    func numbers(_ name: String) -> [Double] {
      model.tensors.first { $0.name == name }?.withUnsafeFloats { $0.map(Double.init) } ?? []
    }
    let (mean, scale) = (numbers("features/mean"), numbers("features/scale"))
    var values = features.indices.map { (Double(features[$0]) - mean[$0]) * scale[$0] }
    var body = values
    for layer in model.headLayers {
      switch layer {
      case .dense(let name, let units):
        body = values
        let (kernel, bias) = (numbers("\(name)/kernel"), numbers("\(name)/bias"))
        values = (0..<units).map { column in
          values.indices.reduce(bias[column]) { $0 + values[$1] * kernel[$1 * units + column] }
        }
      case .relu: values = values.map { max(0, $0) }
      case .dropout: break
      case .unitLength:
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        values = values.map { $0 / length }
      }
    }
    return (body, values)
  }

  private func expect(_ vector: [Float], isDirectionOf values: [Double]) {
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(vector.count == values.count)
    #expect(zip(vector, values).allSatisfy { abs(Double($0) - $1 / length) < 1e-5 })
    #expect(abs(cosine(vector, vector) - 1) < 1e-5)
  }

  @Test("A classifier's vector is its last hidden layer, a Siamese network's what it gives")
  func hiddenAndLikeness() throws {
    let classifier = try SmallModel.classifier()
    let siamese = try SmallModel.model(.siamese, head: SmallModel.likeness)
    let found = try vectors([classifier.base, Descriptor(classifier), Descriptor(siamese)])
    for vectors in found {
      expect(vectors[1], isDirectionOf: byHand(classifier, vectors[0]).body)
      expect(vectors[2], isDirectionOf: byHand(siamese, vectors[0]).scores)
    }
    #expect(cosine(found[0][1], found[1][1]) < 0.9999)
  }

  @Test("A linear classifier's vector is its scores less their mean")
  func linear() throws {
    let model = try SmallModel.model(.classifier, head: SmallModel.linear)
    for vectors in try vectors([model.base, Descriptor(model)]) {
      let scores = byHand(model, vectors[0]).scores
      let mean = scores.reduce(0, +) / Double(scores.count)
      expect(vectors[1], isDirectionOf: scores.map { $0 - mean })
    }
  }

  @Test("Where no convolution was tuned, a trained model shares the pass of the others")
  func untuned() throws {
    let model = try SmallModel.model(
      .classifier, base: "lbp+vgg16-block2", head: SmallModel.hidden, architecture: NarrowNetwork.architecture
    )
    #expect(Descriptor(model).isDeep && !model.isTuned && Descriptor(model).model == .convolutions)
    #expect(Set(Descriptor(model).taps).isSubset(of: Set(model.base.taps)))
    for vectors in try vectors([model.base, Descriptor(model)]) {
      expect(vectors[1], isDirectionOf: byHand(model, vectors[0]).body)
    }
  }

  @Test("Tuned convolutions lie over the published ones, for their own model alone")
  func tuned() throws {
    let tuned = try ["block2_conv2/kernel", "block2_conv2/bias"].map { name in
      let tensor = try NarrowNetwork.weights.tensor(named: name)
      return WeightTensor(
        name: name, shape: tensor.shape,
        values: tensor.withUnsafeFloats { $0.enumerated().map { $1 * ($0 % 3 == 0 ? 0.25 : 1) + 0.01 } })
    }
    let model = try SmallModel.model(
      .classifier, base: "lbp+vgg16-block2", head: SmallModel.hidden, tuned: tuned,
      architecture: NarrowNetwork.architecture)
    #expect(model.isTuned)
    let together = try vectors([model.base, Descriptor(model)])
    let plain = try vectors([model.base])
    // The base as the tuned network sees it.
    let preparer = ImagePreparer([model.base], input: .standard)
    let extractor = try DescriptorExtractor(
      [model.base], input: .standard, weights: model.weights(over: NarrowNetwork.weights),
      architecture: NarrowNetwork.architecture, threads: 1)
    let bases = try extractor.describe(Self.pictures.map { try preparer.prepare($0.png()) }).map {
      try $0.get()[0]
    }
    for place in Self.pictures.indices {
      #expect(together[place][0] == plain[place][0])
      #expect(zip(bases[place], plain[place][0]).contains { abs($0 - $1) > 1e-3 })
      expect(together[place][1], isDirectionOf: byHand(model, bases[place]).body)
    }
  }

  @Test("Scores and calibrated probabilities are those of the layers, highest first")
  func prediction() throws {
    let model = try SmallModel.classifier()
    let predictor = try ClassPredictor(model)
    let preparer = ImagePreparer([model.base], input: model.input)
    let images = try Self.pictures.map { try preparer.prepare($0.png()) }
    let predictions = try predictor.predictions(of: images, with: predictor.extractor(weights: nil))
    let bases = try vectors([model.base]).map { $0[0] }
    let scores = try predictor.scores(ofVectors: bases)
    for place in Self.pictures.indices {
      let expected = byHand(model, bases[place]).scores
      #expect(zip(scores[place], expected).allSatisfy { abs(Double($0) - $1) < 1e-4 * max(1, abs($1)) })
      let classes = try predictions[place].get().classes
      #expect(abs(classes.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
      #expect(classes.first?.label == model.classes[expected.firstIndex(of: expected.max() ?? 0) ?? 0])
      #expect(zip(classes, classes.dropFirst()).allSatisfy { $0.probability >= $1.probability })
    }
    #expect(throws: LearnedModelError.noClassifier(name: "granites")) {
      try ClassPredictor(SmallModel.model(.siamese, head: SmallModel.likeness))
    }
  }

  @Test("A higher temperature makes probabilities milder, and large scores do not overflow")
  func temperature() {
    let labels = ["a", "b"]
    let sharp = ClassPrediction(scores: [2, 0], labels: labels, temperature: 1)
    let mild = ClassPrediction(scores: [2, 0], labels: labels, temperature: 4)
    #expect(abs(sharp.classes[0].probability - 0.880797) < 1e-6)
    #expect(abs(mild.classes[0].probability - 0.622459) < 1e-6)
    let huge = ClassPrediction(scores: [3e38, -3e38], labels: labels, temperature: 1e-3)
    #expect(huge.classes.map(\.probability) == [1, 0])
    let tiny = ClassPrediction(scores: [2, 1], labels: labels, temperature: 1e-300)
    #expect(tiny.classes.map(\.probability) == [1, 0])
  }

  @Test("Scores that overflow are no probabilities")
  func overflow() throws {
    let model = try SmallModel.model(.classifier, head: SmallModel.linear) { tensors in
      let kernel = tensors[2]
      tensors[2] = WeightTensor(
        name: kernel.name, shape: kernel.shape, values: [Float](repeating: 3e38, count: kernel.count))
    }
    let ones = [Float](repeating: 1, count: model.base.dimension)
    #expect(throws: LearnedModelError.self) { try ClassPredictor(model).predictions(ofVectors: [ones]) }
    #expect(try LearnedVectors(model).vectors(of: [ones]) == [nil])
  }

  @Test("The most probable classes are taken until they cover enough")
  func coverage() {
    let prediction = ClassPrediction(
      scores: [0.6, 0.3, 0.1].map { Float($0).logarithm }, labels: ["a", "b", "c"], temperature: 1)
    #expect(prediction.mostProbable(reaching: 0.5).map(\.label) == ["a"])
    #expect(prediction.mostProbable(reaching: 0.85).map(\.label) == ["a", "b"])
    #expect(prediction.mostProbable().map(\.label) == ["a", "b", "c"])
    #expect(prediction.mostProbable(reaching: 0).map(\.label).count == 0)
  }
}

extension Float {
  fileprivate var logarithm: Float { logf(self) }
}
