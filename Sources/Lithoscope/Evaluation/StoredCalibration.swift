import Catalog
import Evaluation

/// What an evaluation found out about a descriptor's similarities, kept with the collection.
public struct StoredCalibration: Sendable, Equatable {
  /// From the similarity of a search's result to the chance that it has the query's label.
  public let calibration: Calibration
  /// The images of the evaluation.
  public let images: Int

  /// The calibration of a descriptor's vectors as they are compared now; nil before an evaluation, and after the
  /// vectors were computed anew or began or ceased to be whitened.
  init?(of descriptor: DescriptorRecord.ID, _ reader: CatalogReader) throws {
    guard let record = try reader.calibration(of: descriptor),
      let calibration = Calibration(encoded: record.curve)
    else { return nil }
    self.calibration = calibration
    images = record.images
  }
}
