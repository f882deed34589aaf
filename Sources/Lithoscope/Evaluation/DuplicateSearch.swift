import Catalog
import Descriptors
import Evaluation

/// Finds files with the same bytes, and pictures that are nearly the same.
struct DuplicateSearch {
  let collection: ImageCollection
  let threshold: Float
  /// Told how far it is; false stops.
  let observe: (EvaluationProgress) -> Bool

  /// - Returns: nil when the observer stopped it.
  func run() throws -> DuplicateReport? {
    var stopwatch = Stopwatch()
    guard (0...1).contains(threshold) else { throw EvaluationProblem.badThreshold(Double(threshold)) }
    guard try collection.openCatalog().read({ try $0.counts().images }) > 0 else {
      throw CollectionError.empty(folder: collection.layout.images)
    }
    let preparation = PixelPreparation(collection: collection) { done, total in
      observe(EvaluationProgress(stage: .describing, done: done, total: total))
    }
    guard try preparation.run(requiring: [.thumbnail]) != nil else { return nil }
    let (vectors, records) = try OpenCollection(collection).read { reader in
      let found = try reader.descriptors().filter { $0.name == Descriptor.thumbnail.name }
      return (try CollectionVectors(found, of: collection, reader), try reader.images())
    }

    let exact = ExactDuplicates(records.map(\.digest))
    // Each content once: its copies are among the exact ones.
    var seen: Set<ContentDigest> = []
    let contents = records.filter { vectors.isComplete($0.digest) && seen.insert($0.digest).inserted }
    let name = Descriptor.thumbnail.name
    let near = try NearDuplicates.find(
      in: vectors.vectors(named: name, of: [name], contents.map(\.digest)), threshold: threshold
    ) { done, total in
      observe(EvaluationProgress(stage: .duplicates, done: done, total: total))
    }
    guard let near else { return nil }
    return DuplicateReport(
      folder: collection.layout.images, images: records.count, threshold: threshold,
      exact: exact.groups.map { $0.map { records[$0].path.string } },
      near: near.groups.map { group in
        DuplicateReport.Near(
          paths: group.items.map { contents[$0].path.string }, similarity: min(1, group.leastSimilarity))
      }, isComplete: near.isComplete, seconds: stopwatch.lap())
  }
}

extension ImageCollection {
  /// Finds exact and near duplicates among the images.
  ///
  /// Adds the vectors by which near duplicates are found where they are missing.
  ///
  /// - Parameters:
  ///   - threshold: similarity from which two pictures are near duplicates, 0…1.
  ///   - observe: told how far it is; says whether to go on.
  /// - Returns: the report; nil when it was stopped.
  /// - Throws: ``EvaluationProblem``, ``CollectionError`` or what indexing throws.
  public func duplicates(
    threshold: Float = Thumbnail.duplicateThreshold, observe: (EvaluationProgress) -> Bool = { _ in true }
  ) throws -> DuplicateReport? {
    try withoutActuallyEscaping(observe) {
      try DuplicateSearch(collection: self, threshold: threshold, observe: $0).run()
    }
  }
}
