import Lithoscope

/// What a collection is, and what can be asked of it.
struct CollectionAnswer: Encodable {
  struct Index: Encodable {
    let kind: String
    @Nullable var recall: Double?
  }

  struct Descriptor: Encodable {
    let name: String
    let summary: String
    let dimension: Int
    let vectors: Int
    let `default`: Bool
    let index: Index
    /// Whether it needs the network.
    let network: Bool
  }

  struct Label: Encodable {
    @Nullable var label: String?
    let images: Int
  }

  struct Key: Encodable {
    let key: String
    let kind: String
    let examples: [String]
  }

  struct Limits: Encodable {
    let uploadBytes: Int
    let pixels: Int
    let results: Int
    let files: Int
  }

  let name: String
  let images: Int
  let writable: Bool
  let revision: Int
  let descriptors: [Descriptor]
  let labels: [Label]
  let keys: [Key]
  let hasGps: Bool
  let failures: Int
  let limits: Limits

  init(_ snapshot: CollectionSnapshot, _ options: ServerOptions) {
    name = snapshot.folder.split(separator: "/").last.map(String.init) ?? snapshot.folder
    images = snapshot.images.count
    writable = options.isWritable
    revision = snapshot.revision
    descriptors = snapshot.descriptors.enumerated().map { place, vectors in
      Descriptor(
        name: vectors.descriptor.name, summary: vectors.descriptor.summary, dimension: vectors.dimension,
        vectors: vectors.vectorCount, default: place == 0,
        index: Index(kind: vectors.indexKind, recall: vectors.indexRecall),
        network: vectors.descriptor.isDeep)
    }
    labels = snapshot.labels.map { Label(label: $0.name, images: $0.images) }
    let known = SnapshotKeys(snapshot, table: options.table)
    keys = known.keys.map { Key(key: $0.name, kind: $0.kind.rawValue, examples: $0.examples) }
    hasGps = known.hasPlaces
    failures = snapshot.failures
    limits = Limits(
      uploadBytes: options.limits.uploadBytes, pixels: min(snapshot.limits.maxPixels, options.limits.pixels),
      results: options.limits.mostResults, files: options.limits.filesAnUpload)
  }
}
