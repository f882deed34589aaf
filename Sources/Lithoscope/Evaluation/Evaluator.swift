import Catalog
import Descriptors
import Evaluation
import VectorSearch

/// Evaluates a collection: every image asks for images like it, and its label says which are.
struct Evaluator {
  let collection: ImageCollection
  let options: EvaluationOptions
  /// Told how far it is; false stops.
  let observe: (EvaluationProgress) -> Bool

  /// - Returns: nil when the observer stopped it.
  func run() throws -> EvaluationReport? {
    var stopwatch = Stopwatch()
    try check()
    let pattern = try options.grouping.map(GroupPattern.init)
    let preparation = PixelPreparation(collection: collection) { done, total in
      observe(EvaluationProgress(stage: .describing, done: done, total: total))
    }
    guard let prepared = try preparation.run(requiring: BaselineParts.descriptors, wishing: [.thumbnail])
    else {
      return nil
    }

    let open = try OpenCollection(collection)
    let chosen = try open.read { try choose($0) }
    let names =
      chosen.map(\.name) + BaselineParts.descriptors.map(\.name)
      + (prepared.wishesGranted ? ["thumbnail"] : [])
    let material = try open.read { reader in
      let records = try reader.descriptors().filter { names.contains($0.name) }
      return (try CollectionVectors(records, of: collection, reader), try reader.images())
    }
    let selection = try ImageSelection(
      material.1, vectors: material.0, options: options, pattern: pattern, folder: collection.layout.images)
    let task = selection.task
    let digests = selection.images.map(\.record.digest)

    var retrieval = RetrievalOptions(k: options.k, voters: options.k, seed: options.seed)
    retrieval.keptHits = options.k
    var results: [RetrievalResult] = []
    let subjects = EvaluationSubject.all(chosen, material.0, collection.learned)
    for subject in subjects {
      let vectors = material.0.vectors(named: subject.name, of: subject.parts, digests)
      let result = try RetrievalEvaluation.run(task, vectors, retrieval) { done, total in
        observe(EvaluationProgress(stage: .comparing(subject.name), done: done, total: total))
      }
      guard let result else { return nil }
      results.append(result)
    }
    guard let baseline = results.last else { return nil }
    guard let within = try compareWithinClasses(zip(subjects, results), selection, material.0, open) else {
      return nil
    }

    var warnings = FlatteryCheck(selection: selection)
    warnings.lookAtSizes()
    warnings.lookAtNames(results)
    warnings.lookAtModels(try chosen.compactMap { try collection.learned.descriptor($0).learned })
    let thumbnails =
      prepared.wishesGranted
      ? material.0.vectors(named: "thumbnail", of: ["thumbnail"], digests) : nil
    guard
      try warnings.lookForDuplicates(
        thumbnails,
        { done, total in
          observe(EvaluationProgress(stage: .duplicates, done: done, total: total))
        })
    else { return nil }

    let keeping = try CalibrationKeeping.keep(
      zip(subjects, results).compactMap { subject, result in
        guard let record = subject.searched, let report = result.calibration else { return nil }
        return (record, report.hitsCalibration)
      }, images: selection.images.count, in: collection)
    let lines = zip(subjects, results).flatMap { subject, result in
      ([result] + (within.results[subject.name].map { [$0] } ?? [])).map { line in
        EvaluationReport.Line(
          name: line.name, dimension: subject.dimension, summary: subject.summary,
          isBaseline: subject.isBaseline, result: line,
          gain: subject.isBaseline ? nil : PairedDifference(line, less: baseline, seed: options.seed))
      }
    }
    let classes = zip(task.classNames, task.classSizes).map { EvaluationReport.Class(name: $0, images: $1) }
    return EvaluationReport(
      folder: collection.layout.images, images: selection.images, classes: classes,
      protocol: selection.protocol(options), k: options.k, warnings: warnings.found,
      remarks: prepared.remarks + selection.remarks + within.remarks
        + WhiteningLoss.remarks(chosen, results, seed: options.seed, of: collection)
        + [keeping].compactMap(\.self),
      chance: baseline.overall.chance, lines: lines, seconds: stopwatch.lap())
  }

  /// The figures of searches within the classes that a classifier takes the queries for, by descriptor; nil when it
  /// was stopped.
  private func compareWithinClasses(
    _ plain: some Sequence<(EvaluationSubject, RetrievalResult)>, _ selection: ImageSelection,
    _ vectors: CollectionVectors, _ open: OpenCollection
  ) throws -> (results: [String: RetrievalResult], remarks: [String])? {
    guard let model = options.classifier else { return ([:], []) }
    let trial = try WithinClassesTrial(model, selection, open) { done, total in
      observe(EvaluationProgress(stage: .classifying, done: done, total: total))
    }
    guard let trial else { return nil }
    // Similarities within classes have a meaning of their own, which nobody asks for.
    var retrieval = RetrievalOptions(k: options.k, voters: options.k, seed: options.seed, calibrates: false)
    retrieval.keptHits = options.k
    let digests = selection.images.map(\.record.digest)
    var results: [String: RetrievalResult] = [:]
    var pairs: [(plain: RetrievalResult, within: RetrievalResult)] = []
    for (subject, before) in plain where subject.searched != nil {
      let name = WithinClassesTrial.name(subject.name)
      let result = try RetrievalEvaluation.run(
        trial.task, vectors.vectors(named: name, of: subject.parts, digests), retrieval
      ) { done, total in observe(EvaluationProgress(stage: .comparing(name), done: done, total: total)) }
      guard let result else { return nil }
      results[subject.name] = result
      pairs.append((before, result))
    }
    return (results, trial.remarks(pairs, seed: options.seed))
  }

  private func check() throws {
    guard options.k >= 1 else { throw EvaluationProblem.badCount(option: "-k", options.k) }
    if let queries = options.queries, queries < 1 {
      throw EvaluationProblem.badCount(option: "--queries", queries)
    }
    // Asked for before anything is computed.
    let catalog = try collection.openCatalog()
    try catalog.read { reader in
      guard try reader.counts().images > 0 else {
        throw CollectionError.empty(folder: collection.layout.images)
      }
      _ = try choose(reader)
    }
  }

  /// The descriptors to evaluate, without the one that is for duplicates.
  private func choose(_ reader: CatalogReader) throws -> [DescriptorRecord] {
    let records = try reader.descriptors()
    let own = records.filter { $0.name != Descriptor.thumbnail.name }
    let wanted = options.descriptors.filter { $0.name != BaselineParts.name }
    guard !wanted.isEmpty else { return own }
    var chosen: [DescriptorRecord] = []
    for descriptor in wanted where !chosen.contains(where: { $0.name == descriptor.name }) {
      guard let record = records.first(where: { $0.name == descriptor.name }) else {
        throw CollectionError.descriptorMissing(
          name: descriptor.name, available: records.map(\.name), folder: collection.layout.images)
      }
      guard record.rowCount > 0 else {
        throw CollectionError.notDescribedYet(descriptor: record.name, folder: collection.layout.images)
      }
      chosen.append(record)
    }
    return chosen
  }
}
