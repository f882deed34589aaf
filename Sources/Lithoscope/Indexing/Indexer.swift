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
  let layout: CollectionLayout
  let models: ModelStore
  let options: IndexOptions

  /// Batches of images that need no network: large enough that the database does not slow them down.
  private static let batchWithoutNetwork = 64

  func run(_ observe: (IndexProgress) -> IndexProgress.Wish) throws -> IndexReport {
    var stopwatch = Stopwatch()
    try layout.makeFolders()
    let lock = try CollectionLock.acquire(folder: layout.storage, waiting: options.waits) { holder in
      options.whenWaiting(holder?.description ?? "another process")
    }
    defer { lock.release() }

    let catalog = try Catalog(folder: layout.storage, mode: .create)
    let scan = try FolderScan(root: layout.images)
    // Before a rebuild throws vectors away.
    try refuseIfGone(scan, catalog)
    let descriptors = try DescriptorSet(options, catalog: catalog, folder: layout.images) {
      _ = try models.open(for: $0)
    }
    try VectorStorage(layout: layout, catalog: catalog).removeOrphans()
    let plan = try IndexPlan(scan: scan, catalog: catalog, descriptors: descriptors)

    // Refuses vector files that are gone or too short, also where nothing is to be done.
    _ = try CollectionWriter(catalog: catalog, layout: layout, descriptors: descriptors)
    var report = IndexReport()
    report.unchanged = plan.unchanged
    var pass = plan
    while !pass.files.isEmpty, !report.wasStopped {
      let done = plan.files.count - pass.files.count
      let overtaken = try keep(pass, descriptors, catalog, &report) {
        observe(IndexProgress(done: done + $0, total: plan.files.count))
      }
      report.takeBack(overtaken, of: plan)
      pass = plan.limited(to: overtaken)
    }

    var last = CatalogBatch()
    note(scan.failures, &last, &report)
    // Removed last, so that the content of a file that has moved keeps its vectors.
    if !report.wasStopped {
      last.removals = plan.removals
      report.removed += plan.removals.count
    }
    try catalog.commit(last)
    if !report.wasStopped {
      try catalog.clearFailures(except: Set(report.failed.compactMap { RelativePath($0.path) }))
    }
    try VectorStorage(layout: layout, catalog: catalog).compact()
    report.failed.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    report.seconds = stopwatch.lap()
    return report
  }

  /// Refuses to remove every image of a collection and to add none: more likely a disk that is not there than
  /// a wish.
  private func refuseIfGone(_ scan: FolderScan, _ catalog: Catalog) throws {
    guard scan.files.isEmpty, scan.unreadFolders.isEmpty, try catalog.read({ try $0.counts().images }) > 0
    else { return }
    throw CollectionError.allImagesGone(folder: layout.images)
  }

  /// Describes the files of a plan and keeps what is found; returns those that must be read again.
  private func keep(
    _ plan: IndexPlan, _ descriptors: DescriptorSet, _ catalog: Catalog, _ report: inout IndexReport,
    _ observe: (_ done: Int) -> IndexProgress.Wish
  ) throws -> [RelativePath] {
    let writing = WritingStage(
      try CollectionWriter(catalog: catalog, layout: layout, descriptors: descriptors))
    do {
      try describe(plan, descriptors, catalog, writing, &report, observe)
    } catch {
      _ = try? writing.finish()
      throw error
    }
    return try writing.finish()
  }

  private func describe(
    _ plan: IndexPlan, _ descriptors: DescriptorSet, _ catalog: Catalog, _ writing: WritingStage,
    _ report: inout IndexReport, _ observe: (_ done: Int) -> IndexProgress.Wish
  ) throws {
    let weights = try models.open(for: descriptors.descriptors)
    let decoding = DecodingStage(
      plan.files, root: layout.images, catalog: catalog, descriptors: descriptors.members.map(\.record.id),
      preparer: ImagePreparer(
        descriptors.descriptors, preprocessing: descriptors.preprocessing, limits: options.limits),
      threadCount: max(2, options.threads))
    defer { decoding.abandon() }
    // Compiled while the decoders are already at work.
    var assembler = BatchAssembler(
      try DescriptorExtractor(
        descriptors.descriptors, preprocessing: descriptors.preprocessing, weights: weights,
        precision: descriptors.precision,
        batchSize: weights == nil ? Self.batchWithoutNetwork : DescriptorExtractor.defaultBatchSize,
        threads: options.threads),
      plan: plan)

    var done = 0
    while let file = decoding.output.pop() {
      if let batch = try assembler.add(file, &report) { try writing.push(batch) }
      done += 1
      if observe(done) == .stop, !report.wasStopped {
        report.wasStopped = true
        decoding.stop()
      }
    }
    try writing.push(try assembler.finish(&report))
  }

  private func note(_ failures: [FailedFile], _ batch: inout CatalogBatch, _ report: inout IndexReport) {
    report.failed += failures
    batch.failures += failures.compactMap { failure in
      RelativePath(failure.path).map {
        FailureRecord(path: $0, reason: failure.reason, stamp: nil, time: WallClock.now)
      }
    }
  }
}
