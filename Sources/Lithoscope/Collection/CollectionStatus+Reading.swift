import Catalog
import Descriptors
import Glibc
import VectorSearch

extension CollectionStatus {
  init(_ reader: CatalogReader, layout: CollectionLayout, bytesOnDisk: Int64) throws {
    let counts = try reader.counts()
    folder = layout.images
    storage = layout.storage
    images = counts.images
    distinctContents = counts.contents
    // The catalog lists images without a label first; people look for classes.
    let all = try reader.labels().map { Label(name: $0.label, images: $0.images) }
    labels = all.filter { $0.name != nil } + all.filter { $0.name == nil }
    let settings = try ImageCollection.indexSettings(reader)
    descriptors = try reader.descriptors().map { record in
      let preparation = PreparationStamp(record.stamp.preprocessing)
      return DescriptorStatus(
        name: record.name, dimension: record.stamp.dimension,
        vectors: record.rowCount - (try reader.holes(of: record.id).count),
        modelDigest: record.stamp.modelDigest.isEmpty ? nil : record.stamp.modelDigest,
        composition: preparation.composition ?? record.name,
        isTrained: !record.stamp.isImported && (try? Descriptor.named(record.name)) == nil,
        preprocessing: [preparation.input, preparation.pixels].compactMap(\.self).joined(separator: " "),
        precision: record.stamp.precision,
        whitenedOn: try reader.whitening(of: record.id)?.fittedContents,
        index: Index(asked: settings.asked, try reader.index(of: record.id), rows: record.rowCount))
    }
    failures = try reader.failures().map { FailedFile(path: $0.path.string, reason: $0.reason) }
    self.bytesOnDisk = bytesOnDisk
  }

  /// Bytes that the files of a folder and of its sub-folders take on the disk.
  static func bytes(below folder: String) -> Int64 {
    guard let stream = opendir(folder) else { return 0 }
    defer { closedir(stream) }
    var total: Int64 = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
      // Blocks of 512 bytes, whatever the file system's own are (POSIX, sys/stat.h).
      total += Int64(status.st_blocks) * 512
      if status.st_mode & S_IFMT == S_IFDIR { total += bytes(below: "\(folder)/\(name)") }
    }
    return total
  }
}

extension CollectionStatus.Index {
  /// What the catalog knows of an index; exact search over all rows where it knows of none.
  init(asked: String, _ record: IndexRecord?, rows: Int) {
    self.init(
      asked: asked, kind: record?.kind ?? IndexKind.exact.rawValue, rows: record?.rows ?? rows,
      recall: record?.recall ?? 1, effort: record?.effort,
      bytes: record?.files.reduce(0) { $0 + $1.bytes } ?? 0)
  }
}
