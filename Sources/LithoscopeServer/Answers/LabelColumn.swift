import Lithoscope

/// The classes of a snapshot as numbers.
struct LabelColumn {
  /// The classes by name.
  let labels: [String]
  private let places: [String: Int]

  init(_ snapshot: CollectionSnapshot) {
    labels = snapshot.labels.compactMap(\.name)
    places = Dictionary(
      labels.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of an image's class; −1 for one without.
  func index(of image: SnapshotImage) -> Int { image.label.flatMap { places[$0] } ?? -1 }
}
