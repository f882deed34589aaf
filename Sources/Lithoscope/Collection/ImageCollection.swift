import Catalog
import Descriptors

/// A folder of images that can be searched for similar ones.
///
/// ```swift
/// let collection = try ImageCollection(folder: "photos")
/// let report = try collection.index()
/// print("\(report.added) images, \(report.failed.count) failures")
/// for match in try collection.search("unknown.jpg", count: 8).matches {
///   print(match.rank, match.similarityText, match.label ?? "–", match.path)
/// }
/// ```
///
/// A collection may be used from any thread, and searched while another thread or process indexes it: each
/// search sees what was complete when it began. Its methods compute on the caller's thread and block it.
public struct ImageCollection: Sendable {
  /// Where the images and Lithoscope's own files are.
  public let layout: CollectionLayout
  /// Where weights come from.
  public let models: ModelStore
  /// Its trained models.
  let learned: CollectionModels
  /// Which descriptors are whitened.
  var whitening = WhiteningChoice.standard
  /// Which index is built where nobody has said.
  var indexChoice = IndexChoice.standard

  /// Names a collection; nothing is read or written yet.
  ///
  /// - Parameters:
  ///   - folder: the folder of images.
  ///   - storage: where Lithoscope keeps its files; nil for `.lithoscope` in `folder`.
  /// - Throws: ``CollectionError/folderUnreadable(path:reason:)`` when there is no such folder.
  public init(folder: String, storedAt storage: String? = nil, models: ModelStore = .standard()) throws {
    layout = try CollectionLayout(images: folder, storage: storage)
    self.models = models
    learned = CollectionModels(layout)
  }

  /// Brings the collection up to date with its folder: adds, updates and removes.
  ///
  /// - Parameters:
  ///   - options: what to compute.
  ///   - observe: called after each file, with how far the run is; says whether to go on.
  /// - Returns: what was done, with the files that failed and why; one bad file never stops the others.
  /// - Throws: a sentence with the remedy: a missing model, a collection made differently, a full disk,
  ///   another process that is indexing.
  @discardableResult
  public func index(
    _ options: IndexOptions = IndexOptions(),
    observe: (IndexProgress) -> IndexProgress.Wish = { _ in .proceed }
  ) throws -> IndexReport {
    try Indexer(collection: self, options: options).run(observe)
  }

  /// Finds the images most similar to a query, by the collection's index.
  ///
  /// - Parameters:
  ///   - image: an image file, or the path of a member, which is then left out of the results.
  ///   - count: how many images to find; fewer come back from a smaller collection.
  ///   - descriptor: by which; nil for the collection's first.
  /// - Throws: ``CollectionError`` or ``QueryError``.
  public func search(_ image: String, count: Int = 8, descriptor: Descriptor? = nil) throws -> SearchResult {
    try search(SearchRequest([image], count: count, descriptor: descriptor))
  }

  /// Finds the images that answer a request: similar to several images and unlike others, to a part of one, among
  /// those that pass a filter. By the collection's index, unless the request asks for exact search.
  ///
  /// - Throws: ``CollectionError``, ``SearchRequestError``, ``QueryError`` or ``FilterError``.
  public func search(_ request: SearchRequest) throws -> SearchResult {
    try Searcher(collection: self).search(request)
  }

  /// Says what is in the collection.
  ///
  /// - Throws: ``CollectionError/notIndexed(folder:)``.
  public func status() throws -> CollectionStatus {
    let bytes = CollectionStatus.bytes(below: layout.storage)
    return try openCatalog().read { try CollectionStatus($0, layout: layout, bytesOnDisk: bytes) }
  }

  /// Opens the catalog for reading.
  func openCatalog() throws -> Catalog {
    guard layout.hasCatalog else { throw CollectionError.notIndexed(folder: layout.images) }
    return try Catalog(folder: layout.storage, mode: .read)
  }
}

extension ImageCollection {
  /// Evaluates how well like is found with like: every image asks for images like it, and the labels say
  /// which are.
  ///
  /// Adds the vectors of the baseline, and those by which near duplicates are found, where they are missing,
  /// and keeps what it learns about the meaning of similarities with the collection.
  ///
  /// - Parameter observe: told how far it is; says whether to go on.
  /// - Returns: the report; nil when it was stopped.
  /// - Throws: ``EvaluationProblem``, ``CSVError``, ``CollectionError`` or what indexing throws.
  public func evaluate(
    _ options: EvaluationOptions = EvaluationOptions(),
    observe: (EvaluationProgress) -> Bool = { _ in true }
  ) throws -> EvaluationReport? {
    try withoutActuallyEscaping(observe) {
      try Evaluator(collection: self, options: options, observe: $0).run()
    }
  }
}
