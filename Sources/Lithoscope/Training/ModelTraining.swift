import Descriptors
import Evaluation
import Glibc
import Neural

/// Trains a model: gathers features, trains the head on them, then if asked the network with it, and writes down
/// what came of it.
struct ModelTraining {
  let collection: ImageCollection
  let options: TrainingOptions
  /// Where the model goes.
  let path: String
  /// Told how far it is; false stops.
  let observe: (TrainingProgress) -> Bool

  /// - Returns: nil when the observer stopped it.
  func run() throws -> TrainingReport? {
    var stopwatch = Stopwatch()
    try options.check()
    let name = try Self.name(of: path)
    let checkpointPath = TrainingCheckpoint.path(for: path)
    let hasCheckpoint = access(checkpointPath, F_OK) == 0
    if hasCheckpoint, !options.resumes { throw TrainingProblem.checkpointExists(path: checkpointPath) }
    if !hasCheckpoint, options.resumes { throw TrainingProblem.noCheckpoint(path: checkpointPath) }
    try OutputPlace.check(path)
    OutputPlace.removeLeftovers(of: checkpointPath)

    let base = options.chosenBase
    let gathered = try TrainingMaterial.gather(
      collection, base: base, options: options, needsLabels: options.objective.needsLabels
    ) { observe(.describing(done: $0, total: $1)) }
    guard var material = gathered else { return nil }
    var heldOut: HeldOutMaterial?
    if let folder = options.heldOut {
      heldOut = try HeldOutMaterial.gather(folder, for: material, options: options) {
        observe(.describing(done: $0, total: $1))
      }
      guard heldOut != nil else { return nil }
    }
    let weights = try collection.models.open(for: [base])
    let lesson = try Lesson(material, options)
    let source = ImageBatchSource(
      root: collection.layout.images, paths: material.images.map(\.path),
      preparer: ImagePreparer([base], input: material.input, limits: collection.decodingLimits),
      augmentation: options.augmentation)
    if options.chosenCopies > 0 {
      let varied = VariedFeatures(
        source: source, base: base,
        extractor: try DescriptorExtractor(
          [base], input: material.input, weights: weights, threads: options.threads),
        seed: options.seed)
      guard
        let copies = try varied.copies(
          options.chosenCopies, of: material.images.count,
          observe: { observe(.varying(done: $0, total: $1)) })
      else { return nil }
      material.features = material.features.with(copies: copies)
    }

    let fingerprint = TrainingFingerprint(material, options, judgements: lesson.judgements)
    let keeper = CheckpointKeeper(path: checkpointPath, fingerprint, hasWritten: hasCheckpoint)
    let restored = hasCheckpoint ? try TrainingCheckpoint(path: checkpointPath, fingerprint) : nil
    let stages = TrainingStages(
      material: material, lesson: lesson, options: options, weights: weights, source: source, keeper: keeper,
      observe: observe)
    guard let trained = try stages.run(from: restored) else { return nil }

    let writing = ModelWriting(
      name: name, path: path, material: material, lesson: lesson, options: options, trained: trained,
      source: source)
    let written = try writing.write(checkpoint: keeper.path)
    var answers: HeldOutReport?
    if let heldOut {
      answers = try HeldOutEvaluation(
        heldOut: heldOut, material: material, options: options, trained: trained, model: written.model,
        source: source, observe: observe
      ).run()
      guard answers != nil else { return nil }
    }
    unlink(keeper.path)
    let state = trained.state
    return TrainingReport(
      name: name, path: path, digest: written.model.digest, dimension: written.model.dimension,
      classes: lesson.classNames, trainingImages: lesson.split.training.count,
      validationImages: lesson.split.validation.count, history: state.history,
      best: state.best.map { state.history[$0] }, temperature: written.temperature,
      confusion: written.confusion, heldOut: answers, files: written.files,
      remarks: material.remarks + lesson.remarks, failed: material.failed,
      trainingSeconds: state.history.reduce(0) { $0 + $1.seconds }, seconds: stopwatch.lap())
  }

  /// The model's name: its file's, without folder and ending.
  ///
  /// - Throws: ``LearnedModelError`` when no model can be called so.
  private static func name(of path: String) throws -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let ending = ".safetensors"
    let name = file.hasSuffix(ending) ? String(file.dropLast(ending.count)) : file
    guard ModelName.isValid(name) else { throw LearnedModelError.badName(name) }
    return name
  }
}
