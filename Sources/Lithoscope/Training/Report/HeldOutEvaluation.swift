import Descriptors
import Evaluation
import Neural
import VectorSearch

/// Asks images that training has never seen for images like them among those it was trained on, by the model, by
/// its base as it was, and by the baseline without a network; and of a classifier their classes.
struct HeldOutEvaluation {
  let heldOut: HeldOutMaterial
  /// What was trained on, all of it.
  let material: TrainingMaterial
  let options: TrainingOptions
  let trained: TrainedModel
  /// The same as it was written.
  let model: LearnedModel
  /// The images that were trained on.
  let source: ImageBatchSource
  let observe: (TrainingProgress) -> Bool

  /// Results that precision looks at.
  private static let k = 8

  /// - Returns: nil when the observer stopped it.
  func run() throws -> HeldOutReport? {
    let (asked, known, labels) = (heldOut.asked, heldOut.known, heldOut.labels)
    let collection = asked.collection
    let database = Array(material.images.indices)
    let count = database.count + known.count
    let task = RetrievalTask(
      labels: material.images.map(\.label) + labels, classNames: material.classNames,
      groups: asked.grouping == nil
        ? nil : Array(database) + known.map { count + asked.images[$0].group },
      heldOut: Array(database.count..<count))
    let askedSource = ImageBatchSource(
      root: collection.layout.images, paths: asked.images.map(\.path), preparer: source.preparer,
      augmentation: .none)
    let head = try LearnedHead(model, threads: options.threads)
    guard let own = try answers(of: database, material, from: source, head, done: 0, total: count),
      let other = try answers(of: known, asked, from: askedSource, head, done: database.count, total: count)
    else { return nil }
    let vectors = (own + other).flatMap { $0.vector ?? [Float](repeating: 0, count: model.dimension) }

    let base = material.features.gather(database).values + asked.features.gather(known).values
    var lines = [
      try line(model.name, task, [VectorPart(vectors, dimension: model.dimension)]),
      try line(
        "\(material.base.name), untrained", task, [VectorPart(base, dimension: material.base.dimension)]),
    ]
    let whitened = try Descriptor.named("\(material.base.composition)@whitened")
    if let part = try part(base, by: whitened, fittedTo: database.count) {
      lines.append(try line("\(whitened.name), untrained", task, [part]))
    }
    if let parts = try baseline(collection, asked, known) {
      lines.append(try line(BaselineParts.name, task, parts, isBaseline: true))
    }
    // A line is missing where the observer stopped it.
    guard lines.allSatisfy({ $0 != nil }), lines.last??.line.isBaseline == true else { return nil }
    let found = lines.compactMap(\.self)
    let scores = self.scores(other, labels)
    let contents = Set(material.images.map(\.digest))
    return HeldOutReport(
      folder: collection.layout.images, images: known.count, database: database.count, k: Self.k,
      lines: found.map(\.line), confusion: scores?.confusion, crossEntropy: scores?.loss,
      answers: answers(found, task, asked, known, scores?.predictions),
      shared: known.count { contents.contains(asked.images[$0].digest) },
      remarks: heldOut.remarks)
  }

  private func line(
    _ name: String, _ task: RetrievalTask, _ parts: [VectorPart], isBaseline: Bool = false
  ) throws -> Found? {
    let result = try RetrievalEvaluation.run(
      task, EvaluatedVectors(name: name, parts: parts),
      RetrievalOptions(k: Self.k, voters: Self.k, seed: options.seed, calibrates: false, keptHits: 0)
    ) { observe(.testing(done: $0, total: $1)) }
    guard let result else { return nil }
    let line = HeldOutReport.Line(
      name: name, dimension: parts.reduce(0) { $0 + $1.dimension }, figures: result.overall,
      isBaseline: isBaseline)
    return Found(line: line, outcomes: Dictionary(uniqueKeysWithValues: result.queries.map { ($0.item, $0) }))
  }

  /// A line, and how each image's question was answered in it.
  private struct Found {
    let line: HeldOutReport.Line
    let outcomes: [Int: QueryOutcome]
  }

  /// What came of each image, in the order of their paths.
  private func answers(
    _ found: [Found], _ task: RetrievalTask, _ asked: TrainingMaterial, _ known: [Int], _ predictions: [Int]?
  ) -> [HeldOutReport.Answer] {
    zip(known, task.queries).enumerated().map { place, item in
      HeldOutReport.Answer(
        path: asked.images[item.0].path, label: material.classNames[task.labels[item.1]],
        predicted: predictions.map { material.classNames[$0[place]] },
        averagePrecision: found.map { $0.outcomes[item.1]?.averagePrecision },
        precisionAtK: found.map { $0.outcomes[item.1]?.precisionAtK })
    }
  }

  /// The base's vectors as a collection of the images trained on would whiten them; nil where it would not.
  private func part(_ rows: [Float], by whitened: Descriptor, fittedTo count: Int) throws -> VectorPart? {
    let dimension = whitened.dimension
    let matrix = try VectorMatrix(components: rows, dimension: dimension)
    guard let layout = WhiteningChoice.standard.components(whitened),
      let whitening = try Whitening(fittedTo: matrix, rows: Array(0..<count), layout: layout)
    else { return nil }
    return VectorPart(whitening.apply(toRows: 0..<matrix.count, of: matrix), dimension: dimension)
  }

  /// What the model makes of images; nil when the observer stopped it.
  private func answers(
    of images: [Int], _ material: TrainingMaterial, from source: ImageBatchSource, _ head: LearnedHead,
    done: Int, total: Int
  ) throws -> [LearnedHead.Answer]? {
    var answers: [LearnedHead.Answer] = []
    let isDone = try trained.features(of: images, material.features, from: source) { features in
      answers += try head.run(features)
      return observe(.testing(done: done + answers.count, total: total))
    }
    return isDone ? answers : nil
  }

  private func scores(_ answers: [LearnedHead.Answer], _ labels: [Int]) -> (
    confusion: ConfusionMatrix, predictions: [Int], loss: Double
  )? {
    guard model.kind == .classifier else { return nil }
    let scores = Tensor(shape: [answers.count, model.classes.count], values: answers.flatMap(\.scores))
    let predictions = ClassValidation.predictions(scores)
    return (
      ConfusionMatrix(classes: material.classNames, truth: labels, predictions: predictions), predictions,
      TemperatureScaling.crossEntropy(scores, labels, temperature: model.temperature)
    )
  }

  /// The baseline's parts for both collections; nil when the observer stopped their describing.
  private func baseline(
    _ collection: ImageCollection, _ asked: TrainingMaterial, _ known: [Int]
  ) throws -> [VectorPart]? {
    for collection in [material.collection, collection] {
      let preparation = PixelPreparation(collection: collection) {
        observe(.describing(done: $0, total: $1))
      }
      guard try preparation.run(requiring: BaselineParts.descriptors) != nil else { return nil }
    }
    let all = Array(material.images.indices)
    return try BaselineParts.descriptors.map { descriptor in
      let own = try Self.rows(of: descriptor, material, all)
      let other = try Self.rows(of: descriptor, asked, known)
      return VectorPart(
        own + other, dimension: descriptor.dimension, share: 1 / Float(BaselineParts.descriptors.count))
    }
  }

  private static func rows(of descriptor: Descriptor, _ material: TrainingMaterial, _ images: [Int]) throws
    -> [Float]
  {
    let open = try OpenCollection(material.collection)
    return try open.read { reader in
      guard let record = try reader.descriptor(named: descriptor.name) else { return [] }
      let matrix = try open.matrix(record)
      let rows = try reader.rows(of: record.id)
      return images.flatMap { image in
        rows[material.images[image].digest].map(matrix.row)
          ?? [Float](repeating: 0, count: descriptor.dimension)
      }
    }
  }
}
