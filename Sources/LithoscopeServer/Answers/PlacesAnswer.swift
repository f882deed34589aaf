import Lithoscope

/// Where images were taken, column by column: the n-th entry of each list is about the n-th image.
struct PlacesAnswer: Encodable {
  let revision: Int
  let labels: [String]
  let ids: [Int64]
  /// Degrees north.
  let latitude: [Double]
  /// Degrees east.
  let longitude: [Double]
  /// The place of each image's class in `labels`; −1 for images without one.
  let label: [Int]

  init(_ snapshot: CollectionSnapshot) {
    revision = snapshot.revision
    let classes = LabelColumn(snapshot)
    labels = classes.labels
    let placed = snapshot.images.compactMap { image in image.coordinates.map { (image, $0) } }
    ids = placed.map(\.0.id)
    latitude = placed.map(\.1.latitude)
    longitude = placed.map(\.1.longitude)
    label = placed.map { classes.index(of: $0.0) }
  }
}
