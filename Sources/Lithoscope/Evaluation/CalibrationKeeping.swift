import Catalog
import Evaluation
import Glibc

/// Keeps calibrations with the collection, where that can be written.
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
      for (descriptor, calibration) in calibrations {
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
}
