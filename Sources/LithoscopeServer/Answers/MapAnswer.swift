import Lithoscope

/// The collection laid out in the plane, column by column: the n-th entry of each list is about the n-th image.
struct MapAnswer: Encodable {
  let revision: Int
  let descriptor: String
  /// `principal` or `neighbours`; see ``CollectionMap/Method``.
  let method: String
  /// Whether no better map is on its way.
  let complete: Bool
  let labels: [String]
  let ids: [Int64]
  let x: [Double]
  let y: [Double]
  /// The place of each image's class in `labels`; −1 for images without one.
  let label: [Int]

  init(_ map: CollectionMap, _ snapshot: CollectionSnapshot, descriptor: String) {
    revision = snapshot.revision
    self.descriptor = descriptor
    method = map.method.rawValue
    complete = map.method == .neighbours
    let classes = LabelColumn(snapshot)
    labels = classes.labels
    let shown = snapshot.images.indices.filter { map.places[$0] != nil }
    ids = shown.map { snapshot.images[$0].id }
    x = shown.map { Self.rounded(map.places[$0]?.x) }
    y = shown.map { Self.rounded(map.places[$0]?.y) }
    label = shown.map { classes.index(of: snapshot.images[$0]) }
  }

  /// To a ten-thousandth of the map's width, which is less than a pixel.
  private static func rounded(_ value: Float?) -> Double { (Double(value ?? 0) * 10_000).rounded() / 10_000 }
}
