import Lithoscope

/// What `status --json` prints.
struct StatusOutput: Encodable {
  struct Descriptor: Encodable {
    let name: String
    let composition: String
    let trained: Bool
    let dimension: Int
    let vectors: Int
    @Nullable var modelDigest: String?
    let preprocessing: String
    let precision: String
    @Nullable var whitenedOn: Int?
    let index: Index
  }

  struct Index: Encodable {
    let asked: String
    let kind: String
    let rows: Int
    let recall: Double
    @Nullable var effort: Int?
    let bytes: Int64

    init(_ index: CollectionStatus.Index) {
      asked = index.asked
      kind = index.kind
      rows = index.rows
      recall = index.recall
      _effort = Nullable(wrappedValue: index.effort)
      bytes = index.bytes
    }
  }

  struct Label: Encodable {
    @Nullable var name: String?
    let images: Int
  }

  let folder: String
  let collection: String
  let images: Int
  let distinctContents: Int
  let labels: [Label]
  let descriptors: [Descriptor]
  let failed: [FailedFile]
  let bytesOnDisk: Int64

  init(_ status: CollectionStatus) {
    folder = status.folder
    collection = status.storage
    images = status.images
    distinctContents = status.distinctContents
    labels = status.labels.map { Label(name: $0.name, images: $0.images) }
    descriptors = status.descriptors.map {
      Descriptor(
        name: $0.name, composition: $0.composition, trained: $0.isTrained, dimension: $0.dimension,
        vectors: $0.vectors,
        modelDigest: $0.modelDigest,
        preprocessing: $0.preprocessing, precision: $0.precision, whitenedOn: $0.whitenedOn,
        index: Index($0.index))
    }
    failed = status.failures
    bytesOnDisk = status.bytesOnDisk
  }
}
