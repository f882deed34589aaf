import GRDB

extension Catalog {
  /// Keeps what was found out about the meaning of a descriptor's similarities, in place of what was known.
  ///
  /// It goes with what is compared: a descriptor that is rebuilt or removed loses it, and one whose vectors are
  /// whitened for the first time, or no longer. Kept as a property of the catalog, so that catalogs of before
  /// have room for it as well.
  public func setCalibration(
    _ calibration: CalibrationRecord, of descriptor: DescriptorRecord.ID
  ) throws(CatalogError) {
    try write { db in
      guard try CatalogReader(database: db).descriptor(descriptor) != nil else {
        throw CatalogError.unknownDescriptor
      }
      try db.execute(
        sql: "INSERT OR REPLACE INTO property (name, value) VALUES (?, ?)",
        arguments: [CalibrationRecord.propertyName(descriptor), calibration.text])
    }
  }

  /// Forgets it, where there is one.
  static func forgetCalibration(of descriptor: DescriptorRecord.ID, _ db: Database) throws {
    try db.execute(
      sql: "DELETE FROM property WHERE name = ?", arguments: [CalibrationRecord.propertyName(descriptor)])
  }
}
