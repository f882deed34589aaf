import Catalog

/// An image that is learned from.
struct TrainingImage {
  /// Path relative to the collection's folder.
  let path: String
  /// Its class, an index into the names; 0 where there are no classes.
  let label: Int
  /// The name of its folder, where it has one: its class, unless a table says otherwise.
  let folderLabel: String?
  /// Images of one group are never divided between training and validation.
  let group: Int
  /// What its bytes are known by.
  let digest: ContentDigest
}
