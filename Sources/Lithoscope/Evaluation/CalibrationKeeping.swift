import Catalog
import Evaluation
import Glibc

/// Keeps calibrations with the collection, where that can be written. The newest counts, but a glance at a few
/// queries does not take the place of an evaluation of the whole collection.
enum CalibrationKeeping {
  /// - Returns: a sentence when they could not be kept: somebody is indexing. A collection that may not be
  ///   written is left alone without a word.
  static func keep(
    _ calibrations: [(descriptor: DescriptorRecord.ID, calibration: Calibration)], images: Int,
    in collection: ImageCollection
  ) throws -> String? {
    guard !calibrations.isEmpty else { return nil }
    do {
      let lock = try CollectionLock.acquire(folder: collection.layout.storage)
      defer { lock.release() }
      let catalog = try Catalog(folder: collection.layout.storage, mode: .write)
      defer { try? catalog.close() }
      for (descriptor, calibration) in calibrations
      where try catalog.read({ try !isBetter(than: calibration, for: descriptor, $0) }) {
        try catalog.setCalibration(
          CalibrationRecord(curve: calibration.encoded, images: images), of: descriptor)
      }
      return nil
    } catch CatalogError.readOnly, CatalogError.cannotOpen, CollectionLockError.system(_, EACCES),
      CollectionLockError.system(_, EROFS)
    {
      return nil
    } catch {
      return "The calibration was not kept with the collection: \(error)"
    }
  }

  /// Whether the catalog has one that rests on more pairs, of the whole collection as it is now.
  private static func isBetter(
    than calibration: Calibration, for descriptor: DescriptorRecord.ID, _ reader: CatalogReader
  ) throws -> Bool {
    guard let known = try StoredCalibration(of: descriptor, reader) else { return false }
    return try known.calibration.pairs > calibration.pairs && known.images == reader.counts().images
  }
}
