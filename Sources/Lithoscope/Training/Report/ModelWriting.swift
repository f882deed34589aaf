import Descriptors
import Imaging
import Neural

/// Writes what a training has made: the model, and its curves and confusion beside it.
struct ModelWriting {
  let name: String
  let path: String
  let material: TrainingMaterial
  let lesson: Lesson
  let options: TrainingOptions
  let trained: TrainedModel
  let source: ImageBatchSource

  /// What was written.
  struct Written {
    let model: LearnedModel
    let temperature: Double?
    let confusion: ConfusionMatrix?
    let files: [String]
  }

  /// Writes everything.
  ///
  /// - Parameter checkpoint: where the training can be gone on with if there is no room.
  /// - Throws: ``TrainingProblem/unwritable(path:reason:checkpoint:)``, or a reason of the model's.
  func write(checkpoint: String) throws -> Written {
    var (temperature, confusion): (Double?, ConfusionMatrix?) = (nil, nil)
    var isClassifier = false
    if case .classes = options.objective {
      isClassifier = true
      let labels = lesson.labels(of: lesson.split.validation)
      if !labels.isEmpty {
        let scores = try trained.outputs(of: lesson.split.validation, material.features, from: source)
        temperature = TemperatureScaling.fit(scores, labels)
        confusion = ConfusionMatrix(
          classes: lesson.classNames, truth: labels, predictions: ClassValidation.predictions(scores))
      }
    }
    let model = try LearnedModel(
      name: name, kind: isClassifier ? .classifier : .siamese, base: material.base, input: material.input,
      baseDigest: material.base.model.digest, classes: lesson.classNames, temperature: temperature ?? 1,
      headLayers: trained.head.head.layers,
      tensors: trained.head.scaling.tensors + trained.head.parameters.map(\.tensor)
        + (trained.tuned?.tunedTensors ?? []),
      settings: Dictionary(
        uniqueKeysWithValues: TrainingSettings.of(material, options).map { ($0.name, $0.value) }),
      dataDigest: material.dataDigest)
    let stem = path.hasSuffix(".safetensors") ? String(path.dropLast(".safetensors".count)) : path
    var files: [String] = []
    do {
      try model.write(to: path)
      let state = trained.state
      let curves = LearningCurves(
        state.history, best: state.best.map { state.history[$0] }, metric: lesson.metric,
        title: "Learning curves of \(name)")
      try curves.writeTable(to: "\(stem).curves.csv")
      try curves.writePicture(to: "\(stem).curves.png")
      files += ["\(stem).curves.csv", "\(stem).curves.png"]
      if let confusion {
        try confusion.writePicture(
          to: "\(stem).confusion.png", title: "Images kept for validation, by \(name)")
        files.append("\(stem).confusion.png")
      }
    } catch PixelBufferError.cannotWrite(let file, let reason) {
      throw TrainingProblem.unwritable(path: file, reason: reason, checkpoint: checkpoint)
    } catch WeightsError.unwritable(let file, let reason) {
      throw TrainingProblem.unwritable(path: file, reason: reason, checkpoint: checkpoint)
    }
    return Written(model: model, temperature: temperature, confusion: confusion, files: files)
  }
}
