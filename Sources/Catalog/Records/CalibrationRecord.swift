/// A calibration of a descriptor's similarities as the catalog keeps it.
public struct CalibrationRecord: Sendable, Hashable {
  /// The curve, in a form that only its maker knows.
  public var curve: String
  /// The images that it was made from.
  public var images: Int

  /// A calibration.
  public init(curve: String, images: Int) {
    self.curve = curve
    self.images = images
  }

  /// `IMAGES CURVE`, the first word being a number.
  var text: String { "\(images) \(curve)" }

  init?(text: String) {
    let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let images = Int(parts[0]), images >= 0 else { return nil }
    self.init(curve: String(parts[1]), images: images)
  }

  /// The property's name; the number of a descriptor is never used twice.
  static func propertyName(_ descriptor: DescriptorRecord.ID) -> String {
    "calibration.\(descriptor.value)"
  }
}
