import Catalog
import Descriptors
import Glibc
import Imaging
import Neural

/// One indexing run: scan, decode, describe, keep.
///
/// Three stages work at once and hand images on through bounded queues: threads that decode, the caller's
/// thread that runs the network, and a thread that writes. Every transaction leaves a collection that can be
/// searched.
struct Indexer {
  let collection: ImageCollection
  let options: IndexOptions

  private var layout: CollectionLayout { collection.layout }

  /// Batches of images that need no network: large enough that the database does not slow them down.
  private static let batchWithoutNetwork = 64

  func run(_ observe: (IndexProgress) -> IndexProgress.Wish) throws -> IndexReport {
    var stopwatch = Stopwatch()
    try options.index?.check()
    try layout.makeFolders()
    let lock = try CollectionLock.acquire(folder: layout.storage, waiting: options.waits) {
      options.whenWaiting($0?.description ?? "another process")
    }
    defer { lock.release() }

    let catalog = try Catalog(folder: layout.storage, mode: .create)
    // While the lock is held; threads that are at their end may keep the object for a moment longer.
    defer { try? catalog.close() }
    let scan = try FolderScan(root: layout.images)
    guard try !scan.wouldEmpty(catalog) else {
      throw CollectionError.allImagesGone(folder: layout.images)
    }
    let descriptors = try DescriptorSet(
      options, catalog: catalog, folder: layout.images, learned: collection.learned
    ) { _ = try collection.models.open(for: $0) }
    let limits = try options.limits ?? ImageCollection.decodingLimits(catalog)
    try ImageCollection.remember(limits, in: catalog)
    if let settings = options.index { try ImageCollection.remember(settings, in: catalog) }
    let storage = VectorStorage(layout: layout, catalog: catalog)
    try storage.removeOrphans()
    collection.learned.removeOrphans(try catalog.read { try $0.descriptors() })
    try storage.check()
    let derived = try DerivedVectors(collection: collection, catalog: catalog).run(descriptors)
    let plan = try IndexPlan(scan: scan, catalog: catalog, descriptors: descriptors, derived: derived)

    var report = IndexReport()
    report.unchanged = plan.unchanged
    report.updated = plan.derived
    report.removed = plan.lost
    var files = plan.files
    let working = plan.needsNetwork ? descriptors : descriptors.withoutNetwork
    while !files.isEmpty && !report.wasStopped {
      files = try describe(files, plan, working, limits, catalog, &report, observe)
    }

    try keep(scan.failures, removing: report.wasStopped ? [] : plan.removals, catalog, &report)
    if !report.wasStopped {
      try catalog.clearFailures(except: Set(report.failed.compactMap { RelativePath($0.path) }))
    }
    try storage.compact()
    if !report.wasStopped {
      try WhiteningUpkeep(layout: layout, catalog: catalog, choice: collection.whitening).run(
        descriptors.members)
      try buildIndexes(descriptors, catalog, &report, observe)
    }
    report.failed.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    report.seconds = stopwatch.lap()
    return report
  }

  /// Builds the indexes over vectors that are complete.
  private func buildIndexes(
    _ descriptors: DescriptorSet, _ catalog: Catalog, _ report: inout IndexReport,
    _ observe: (IndexProgress) -> IndexProgress.Wish
  ) throws {
    let outcomes = try withoutActuallyEscaping(observe) { observe in
      try IndexUpkeep(
        layout: layout, catalog: catalog, whitening: collection.whitening, choice: collection.indexChoice,
        threads: options.threads
      ) { descriptor, done, total in
        observe(IndexProgress(done: done, total: total, stage: .index(descriptor: descriptor))) == .proceed
      }.run(descriptors.members)
    }
    if let outcomes { report.indexes = outcomes } else { report.wasStopped = true }
  }

  /// Decodes, describes and keeps files.
  ///
  /// - Returns: files to go on with: they were known by their content, and it was gone before they could be
  ///   kept. That happens where files change names among each other.
  private func describe(
    _ files: [FoundFile], _ plan: IndexPlan, _ descriptors: DescriptorSet, _ limits: DecodingLimits,
    _ catalog: Catalog, _ report: inout IndexReport, _ observe: (IndexProgress) -> IndexProgress.Wish
  ) throws -> [FoundFile] {
    let writing = WritingStage(
      try CollectionWriter(catalog: catalog, layout: layout, descriptors: descriptors))
    do {
      let weights = try collection.models.open(for: descriptors.descriptors)
      let decoding = DecodingStage(
        files, root: layout.images, catalog: catalog, descriptors: descriptors.members.map(\.record.id),
        preparer: ImagePreparer(
          descriptors.descriptors, input: descriptors.input, limits: limits),
        threadCount: max(2, options.threads))
      defer { decoding.abandon() }
      // Compiled while the decoders are already at work.
      var assembler = BatchAssembler(
        try DescriptorExtractor(
          descriptors.descriptors, input: descriptors.input, weights: weights,
          precision: descriptors.precision,
          batchSize: weights == nil ? Self.batchWithoutNetwork : DescriptorExtractor.defaultBatchSize,
          threads: options.threads),
        plan: plan)

      var done = 0
      while let file = decoding.output.pop() {
        if let batch = try assembler.add(file, &report) { try writing.push(batch) }
        done += 1
        if observe(IndexProgress(done: done, total: files.count)) == .stop, !report.wasStopped {
          report.wasStopped = true
          decoding.stop()
        }
      }
      while let batch = try assembler.finish(&report) { try writing.push(batch) }
    } catch {
      _ = try? writing.finish()
      throw error
    }

    let displaced = try writing.finish()
    for file in displaced {
      if plan.isKnown(file.path) { report.updated -= 1 } else { report.added -= 1 }
    }
    return displaced
  }

  /// Keeps what the scan alone has found out. Removals come last of all, so that the content of a file that
  /// has moved keeps its vectors.
  private func keep(
    _ failures: [FailedFile], removing gone: [RelativePath], _ catalog: Catalog, _ report: inout IndexReport
  ) throws {
    report.failed += failures
    report.removed += gone.count
    var batch = CatalogBatch()
    batch.removals = gone
    batch.failures = failures.compactMap { failure in
      RelativePath(failure.path).map {
        FailureRecord(path: $0, reason: failure.reason, stamp: nil, time: WallClock.now)
      }
    }
    try catalog.commit(batch)
  }
}
