import Catalog
import Descriptors
import Glibc
import Imaging
import Neural

/// Finds the vectors of query images: those of members are stored, files are described.
struct QueryReader {
  let open: OpenCollection
  /// The descriptor to describe by.
  let chosen: DescriptorSet.Member

  private var layout: CollectionLayout { open.collection.layout }

  /// What is known of an image before anything is decoded.
  private struct Known {
    var member: RelativePath?
    var vector: [Float]?
  }

  /// Reads images.
  ///
  /// - Parameters:
  ///   - images: files, or paths of members.
  ///   - region: the part of the first image that is meant; it is described anew even where it is a member.
  /// - Returns: the images in their order, and where the region lies in the upright first one.
  /// - Throws: ``CollectionError/queryMissing(_:folder:)``, ``CollectionError/queryNotImported(_:descriptor:)``,
  ///   ``QueryError``.
  func read(_ images: [String], region: QueryRegion?, timings: inout SearchTimings) throws
    -> (images: [QueryImage], rectangle: PixelRectangle?)
  {
    var known = try open.read { reader in
      // The first read may be older than this one: ask for the record again.
      let record = try open.choose(chosen.descriptor, reader).record
      return try images.map { try member($0, record, reader) }
    }
    if region != nil { known[0].vector = nil }

    var stopwatch = Stopwatch()
    let limits = try open.collection.decodingLimits(open.catalog)
    let lacking = images.indices.filter { known[$0].vector == nil }
    if chosen.descriptor.isImported, let place = lacking.first {
      // What there is not at all is worth another sentence.
      _ = try location(of: images[place], known[place].member)
      throw CollectionError.queryNotImported(images[place], descriptor: chosen.descriptor.name)
    }
    let pictures = try lacking.map { place in
      let path = try location(of: images[place], known[place].member)
      guard place == 0, let region else { return QueryPicture(path: path) }
      return try QueryPicture(path: path, region: region, limits: limits)
    }
    timings.decode += stopwatch.lap()
    for (place, vector) in zip(lacking, try describe(pictures, limits, &timings)) {
      known[place].vector = vector
    }
    let complete = zip(images, known).map { name, known in
      QueryImage(name: name, member: known.member, vector: known.vector ?? [])
    }
    return (complete, pictures.first?.rectangle)
  }

  private func describe(_ pictures: [QueryPicture], _ limits: DecodingLimits, _ timings: inout SearchTimings)
    throws -> [[Float]]
  {
    guard !pictures.isEmpty else { return [] }
    let stamp = chosen.record.stamp
    let input = DescriptorSet.input(of: stamp) ?? .standard
    let precision = Precision(rawValue: stamp.precision) ?? .f32
    try DescriptorSet.check(
      chosen.record, against: DescriptorSet.stamp(chosen.descriptor, input, precision),
      folder: layout.images)
    return try QueryDescriber(models: open.collection.models, limits: limits).describe(
      pictures, by: [chosen.descriptor], input: input, precision: precision,
      timings: &timings
    ).map { $0[0] }
  }

  /// The file of an image that has to be described.
  private func location(of image: String, _ member: RelativePath?) throws -> String {
    // A member may have been named by its path in the collection, which means nothing from here.
    let inCollection = member.map { "\(layout.images)/\($0)" }
    guard let file = [image, inCollection].compactMap(\.self).first(where: { access($0, F_OK) == 0 }) else {
      throw CollectionError.queryMissing(image, folder: layout.images)
    }
    return file
  }

  /// The member that a path names, from here or from the collection's folder, with its stored vector; without
  /// one when its file has changed since.
  private func member(_ image: String, _ record: DescriptorRecord, _ reader: CatalogReader) throws -> Known {
    let paths =
      access(image, F_OK) == 0 ? layout.relativePaths(of: image) : [RelativePath(image)].compactMap(\.self)
    for path in paths {
      guard let file = try reader.knownFile(at: path) else { continue }
      guard isUnchanged(path, file), let row = try reader.row(forPath: path, descriptor: record.id) else {
        return Known(member: path)
      }
      return Known(member: path, vector: try open.matrix(record).row(row))
    }
    return Known()
  }

  /// Whether a member's file is as it was indexed, or gone; a file that has changed is described anew.
  private func isUnchanged(_ path: RelativePath, _ known: KnownFile) -> Bool {
    var status = stat()
    guard stat("\(layout.images)/\(path)", &status) == 0 else { return true }
    return FileStamp(status) == known.stamp
  }
}
