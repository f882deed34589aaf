import Catalog
import Descriptors
import Evaluation
import VectorSearch

/// Images of a collection with their features by a base descriptor, ready to be learned from.
struct TrainingMaterial {
  let collection: ImageCollection
  /// In the order of their paths.
  let images: [TrainingImage]
  /// The names of the classes; none where labels do not count.
  let classNames: [String]
  /// The names of the groups' pattern; nil where each image is its own.
  let grouping: String?
  /// What the features are by.
  let base: Descriptor
  /// How images become the network's input.
  let input: NetworkInput
  /// The base's vectors before any whitening, and the row of each image.
  var features: FeatureTable
  /// What was left out, a sentence each.
  let remarks: [String]
  /// Files that could not be used, with the reason.
  let failed: [FailedFile]

  /// Brings a collection up to date and gathers what there is to learn from.
  ///
  /// - Parameters:
  ///   - needsLabels: whether images without a label are left out.
  ///   - fewest: how many images there must be.
  ///   - observe: told how many images are described; false stops.
  /// - Returns: nil when the observer stopped it.
  /// - Throws: ``TrainingProblem``, ``EvaluationProblem``, ``CSVError``, or what indexing throws.
  static func gather(
    _ collection: ImageCollection, base: Descriptor, options: TrainingOptions, needsLabels: Bool,
    fewest: Int = 2, input: NetworkInput? = nil, observe: (_ done: Int, _ total: Int) -> Bool
  ) throws -> TrainingMaterial? {
    var indexing = IndexOptions()
    indexing.descriptors = [try stored(base, in: collection) ?? base]
    indexing.threads = options.threads
    if let input {
      indexing.preprocessing = input.preprocessing
      indexing.inputSize = input.size
    }
    var (done, total) = (0, 0)
    let report = try collection.index(indexing) { progress in
      // An index that is built afterwards counts other things; the bar of the images stays where it ended.
      if progress.stage == .images { (done, total) = (progress.done, progress.total) }
      return observe(done, total) ? .proceed : .stop
    }
    guard !report.wasStopped else { return nil }
    return try OpenCollection(collection).read { reader in
      try TrainingMaterial(collection, base, options, needsLabels, fewest, report.failed, reader)
    }
  }

  /// The collection's descriptor that has the base's vectors, whether or not it whitens them for searching.
  private static func stored(_ base: Descriptor, in collection: ImageCollection) throws -> Descriptor? {
    guard collection.layout.hasCatalog else { return nil }
    return try collection.openCatalog().read { try record(of: base, $0) }.flatMap {
      try? Descriptor.named($0.name)
    }
  }

  private static func record(of base: Descriptor, _ reader: CatalogReader) throws -> DescriptorRecord? {
    try reader.descriptors().first {
      (try? Descriptor.named($0.name).withoutWhitening.composition) == base.composition
    }
  }

  private init(
    _ collection: ImageCollection, _ base: Descriptor, _ options: TrainingOptions, _ needsLabels: Bool,
    _ fewest: Int, _ failed: [FailedFile], _ reader: CatalogReader
  ) throws {
    guard let record = try Self.record(of: base, reader) else {
      throw CollectionError.empty(folder: collection.layout.images)
    }
    self.collection = collection
    self.base = base
    self.failed = failed
    input = DescriptorSet.input(of: record.stamp) ?? .standard
    let rows = try reader.rows(of: record.id)
    let matrix = try VectorMatrix(
      path: collection.layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension,
      rows: record.rowCount)
    let selected: [(record: ImageRecord, label: Int, group: Int?)]
    if needsLabels {
      var selecting = EvaluationOptions()
      selecting.labels = options.labels
      selecting.grouping = options.grouping
      let selection: ImageSelection
      do {
        selection = try ImageSelection(
          reader.images(), vectors: CollectionVectors([record], of: collection, reader), options: selecting,
          pattern: options.grouping.map(GroupPattern.init), folder: collection.layout.images)
      } catch EvaluationProblem.oneClass(let label, let images) {
        throw TrainingProblem.oneClass(label, images: images)
      }
      let isGrouped = selection.grouping != nil
      selected = zip(selection.images.map(\.record), zip(selection.task.labels, selection.task.groups)).map {
        ($0, $1.0, isGrouped ? $1.1 : nil)
      }
      classNames = selection.task.classNames
      remarks = selection.remarks
      grouping = selection.grouping
    } else {
      let pattern = try options.grouping.map(GroupPattern.init)
      var numbers: [String: Int] = [:]
      selected = try reader.images().filter { rows[$0.digest] != nil }.map { image in
        let group = pattern?.group(of: image.path.string).map { name in
          let number = numbers[name] ?? numbers.count
          numbers[name] = number
          return number
        }
        return (image, 0, group)
      }
      classNames = []
      remarks = []
      grouping = options.grouping
    }
    guard selected.count >= fewest else {
      throw TrainingProblem.tooFewImages(selected.count, folder: collection.layout.images)
    }
    // Copies of one file are on one side, or validation would ask what was taught.
    var firstOfContent: [ContentDigest: Int] = [:]
    images = selected.enumerated().map { place, item in
      let first = firstOfContent[item.record.digest] ?? place
      firstOfContent[item.record.digest] = first
      // Groups with a name are counted from 0; what has none is a group of its own, below.
      return TrainingImage(
        path: item.record.path.string, label: item.label, folderLabel: item.record.label,
        group: item.group ?? -1 - first,
        digest: item.record.digest)
    }
    features = FeatureTable(matrix, rows: selected.compactMap { rows[$0.record.digest] })
  }

  /// What is learned from: contents and labels, whatever the files' names.
  var dataDigest: String {
    LearnedModel.dataDigest(
      of: images.map { ("\($0.digest)", classNames.isEmpty ? "" : classNames[$0.label]) })
  }
}
