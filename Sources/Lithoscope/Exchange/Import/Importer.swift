import Catalog
import Glibc
import Imaging
import VectorSearch

/// One import: reads a file of vectors, finds their images in the folder, and keeps both as an indexing run would,
/// without computing anything. Every transaction leaves a collection that can be searched, and an import that was
/// broken off goes on where it was.
struct Importer {
  let collection: ImageCollection
  let path: String
  let options: ImportOptions
  let observe: (IndexProgress) -> IndexProgress.Wish

  /// Vectors that go into one transaction.
  private static let vectorsAtOnce = 1024
  /// Files that are read before they go into one transaction.
  private static let filesAtOnce = 64

  private var layout: CollectionLayout { collection.layout }

  func run() throws -> ImportReport {
    var stopwatch = Stopwatch()
    let place = try ExchangePlace(ofFile: path)
    // What is no file of vectors is refused before the folder is touched.
    var rows = try place.rows()
    let subject = try ImportSubject(VectorsOrigin(path: place.origin), options, place, collection)
    var report = ImportReport(descriptor: subject.name, areOwn: subject.isOwn)

    try layout.makeFolders()
    let lock = try CollectionLock.acquire(folder: layout.storage, waiting: options.waits) {
      options.whenWaiting($0?.description ?? "another process")
    }
    defer { lock.release() }
    guard let vectors = try collect(&rows, subject) else {
      report.wasStopped = true
      return report
    }
    report.rows = vectors.rows
    report.dimension = vectors.matrix.dimension
    report.unusable = vectors.unusable
    guard vectors.rows > 0 else { throw ImportError.empty(path: place.vectors) }
    if vectors.matrix.count > 0 {
      let catalog = try Catalog(folder: layout.storage, mode: .create)
      defer { try? catalog.close() }
      try keep(vectors, subject, catalog, &report)
    }
    report.seconds = stopwatch.lap()
    return report
  }

  /// Reads the file to its end, so that one with a mistake in its last line changes nothing; nil when stopped.
  private func collect(_ rows: inout any ImportedRows, _ subject: ImportSubject) throws -> ImportedVectors? {
    var collecting = VectorCollecting(
      areOwn: subject.isOwn, dimension: subject.dimension, folder: layout.images,
      path: layout.vectorFile("import-\(getpid())\(VectorFileName.ending)"))
    defer { collecting.discard() }
    var done = 0
    while let row = try rows.next() {
      try collecting.add(row, of: rows.path)
      done += 1
      if done.isMultiple(of: Self.filesAtOnce), observe(IndexProgress(done: 0, total: 0)) == .stop {
        return nil
      }
    }
    return try collecting.finish()
  }

  private func keep(
    _ vectors: ImportedVectors, _ subject: ImportSubject, _ catalog: Catalog, _ report: inout ImportReport
  ) throws {
    let scan = try FolderScan(root: layout.images)
    let storage = VectorStorage(layout: layout, catalog: catalog)
    try storage.removeOrphans()
    try storage.check()
    let target = try ImportTarget(
      subject, dimension: vectors.matrix.dimension, replacing: options.replaces, catalog: catalog,
      collection: collection, path: path)
    let writer = try CollectionWriter(catalog: catalog, layout: layout, descriptors: target.descriptors)
    let record = target.record
    let plan = try ImportPlan(
      scan, catalog, target, vectors,
      stored: VectorMatrix(
        path: layout.vectorFile(record.vectorFile), dimension: record.stamp.dimension, rows: record.rowCount))
    report.unchanged = plan.unchanged
    report.left = plan.left
    var found = plan.found
    try keep(plan, vectors, writer)
    report.images = plan.images
    try read(plan, vectors, writer, catalog, record.id, &found, &report)

    if report.images + report.unchanged == 0, !report.wasStopped {
      if target.isNew {
        try catalog.removeDescriptor(record.id)
        unlink(layout.vectorFile(record.vectorFile))
      }
      throw ImportError.nothingMatches(path: path, folder: layout.images, example: vectors.example)
    }
    report.missing = vectors.missing(found: found)
    try storage.compact()
    guard !report.wasStopped else { return }
    try WhiteningUpkeep(layout: layout, catalog: catalog, choice: collection.whitening).run(target.whitened)
  }

  /// Keeps the vectors of contents that the catalog knows.
  private func keep(_ plan: ImportPlan, _ vectors: ImportedVectors, _ writer: CollectionWriter) throws {
    for start in stride(from: 0, to: plan.known.count, by: Self.vectorsAtOnce) {
      var batch = DescribedBatch(descriptorCount: 1)
      for (digest, row) in plan.known[start..<min(start + Self.vectorsAtOnce, plan.known.count)] {
        batch.vectors[0].digests.append(digest)
        vectors.matrix.withRow(row) { batch.vectors[0].values += $0 }
      }
      _ = try writer.commit(batch)
    }
  }

  /// Reads files that are new and keeps those that have a row.
  private func read(
    _ plan: ImportPlan, _ vectors: ImportedVectors, _ writer: CollectionWriter, _ catalog: Catalog,
    _ descriptor: DescriptorRecord.ID, _ found: inout RowSet, _ report: inout ImportReport
  ) throws {
    let stage = ImportStage(
      root: layout.images, limits: try ImageCollection.decodingLimits(catalog), vectors: vectors)
    for start in stride(from: 0, to: plan.unread.count, by: Self.filesAtOnce) {
      let end = min(start + Self.filesAtOnce, plan.unread.count)
      var batch = DescribedBatch(descriptorCount: 1)
      var described: Set<ContentDigest> = []
      for outcome in stage.read(plan.unread[start..<end]) {
        guard case .image(let image) = outcome else {
          if case .left = outcome { report.left += 1 }
          continue
        }
        found.insert(image.row)
        let digest = image.content.digest
        let has = try catalog.read { try $0.row(forDigest: digest, descriptor: descriptor) } != nil
        if !has, described.insert(digest).inserted {
          batch.contents.append(image.content)
          batch.vectors[0].digests.append(digest)
          vectors.matrix.withRow(image.row) { batch.vectors[0].values += $0 }
        }
        batch.images.append(
          ImageEntry(path: image.file.path, digest: digest, stamp: image.file.stamp, label: image.file.label))
      }
      // A content may have lost its last file to an earlier batch; the next indexing run sees to the rest.
      let displaced = try writer.commit(batch)
      report.images += batch.images.count - displaced.count
      report.left += displaced.count
      if observe(IndexProgress(done: end, total: plan.unread.count)) == .stop, end < plan.unread.count {
        report.wasStopped = true
        return
      }
    }
  }
}
