import Catalog
import Descriptors
import VectorSearch

/// The vectors of one descriptor at one revision, and which image has which: all that a search needs, in memory or
/// mapped.
public final class SnapshotVectors: Sendable {
  /// The descriptor.
  public let descriptor: Descriptor
  /// What the catalog keeps of it.
  let record: DescriptorRecord
  /// The rows as they are compared, under the collection's index.
  let vectors: SearchableVectors
  /// The same rows, looked at one by one; nil where the index does that anyway.
  let exact: SearchableVectors?
  /// Rows that no image has any more.
  let holes: RowSet
  /// What its similarities mean, where an evaluation has found it out.
  let calibration: StoredCalibration?

  /// The row of each image of the snapshot; −1 for images without a vector.
  private let rowOfImage: [Int32]
  /// Where the images of each row begin in ``rowImages``; one number more than there are rows.
  private let rowStarts: [Int32]
  private let rowImages: [Int32]
  /// All images of the snapshot, those without a vector too.
  let allImages: Int

  init(
    _ member: DescriptorSet.Member, _ images: [SnapshotImage], _ open: OpenCollection, _ reader: CatalogReader
  ) throws {
    descriptor = member.descriptor
    record = member.record
    let use = IndexUse.stored(effort: nil, choice: open.collection.indexChoice)
    vectors = try open.vectors(member, reader, use: use)
    exact = vectors.searched.kind == .exact ? nil : try open.vectors(member, reader)
    holes = RowSet(try reader.holes(of: member.record.id), below: member.record.rowCount)
    calibration = try StoredCalibration(of: member.record.id, reader)

    let rows = try reader.rowsByContent(of: member.record.id)
    let count = member.record.rowCount
    var starts = [Int32](repeating: 0, count: count + 1)
    rowOfImage = images.map { image in
      // A row behind those that count would be damage; its image has no vector then.
      guard let row = rows[image.content], row < count else { return -1 }
      return Int32(row)
    }
    for row in rowOfImage where row >= 0 { starts[Int(row) + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    rowStarts = starts
    var sorted = [Int32](repeating: 0, count: Int(starts[count]))
    for (place, row) in rowOfImage.enumerated() where row >= 0 {
      sorted[Int(starts[Int(row)])] = Int32(place)
      starts[Int(row)] += 1
    }
    rowImages = sorted
    allImages = images.count
  }

  /// The descriptor's name and everything else that makes its vectors comparable with others.
  public var stampedName: String { "\(descriptor.name) \(record.stamp)" }

  /// The kind of index that searches go through.
  public var indexKind: String { vectors.searched.kind.rawValue }
  /// The share of the true nearest neighbours that it finds, 0…1, where that was measured.
  public var indexRecall: Double? { vectors.searched.recall }

  /// Images that have a vector.
  public var count: Int { rowImages.count }
  /// Vectors that belong to at least one image.
  public var vectorCount: Int { record.rowCount - holes.count }
  /// Components of a vector.
  public var dimension: Int { record.stamp.dimension }

  /// The row of the image at a place of the snapshot.
  func row(ofImage place: Int) -> Int? {
    let row = rowOfImage[place]
    return row < 0 ? nil : Int(row)
  }

  /// A row as it is compared.
  func compared(_ row: Int) -> [Float] { vectors.row(row) }

  /// The places of the images that have a row, in the order of their paths.
  func images(ofRow row: Int) -> ArraySlice<Int32> {
    guard row >= 0, row + 1 < rowStarts.count else { return [] }
    return rowImages[Int(rowStarts[row])..<Int(rowStarts[row + 1])]
  }
}
