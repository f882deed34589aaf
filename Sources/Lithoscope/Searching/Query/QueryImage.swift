import Catalog

/// One image of a query with its vector.
struct QueryImage {
  /// As it was given.
  let name: String
  /// The member of the collection that it names, if it does.
  let member: RelativePath?
  /// Its unit vector.
  let vector: [Float]
}
