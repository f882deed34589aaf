import Catalog

extension DescriptorStamp {
  /// In the place of a preprocessing: nobody knows how the images became these vectors.
  private static let importedPreprocessing = "imported/1"

  /// The stamp of vectors that something else has computed.
  static func imported(dimension: Int) -> DescriptorStamp {
    DescriptorStamp(
      dimension: dimension, modelDigest: "", preprocessing: importedPreprocessing, precision: "f32",
      version: 1)
  }

  /// Whether something else has computed the vectors.
  var isImported: Bool { preprocessing == Self.importedPreprocessing }
}
