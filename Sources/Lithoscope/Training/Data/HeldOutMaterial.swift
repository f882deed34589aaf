import Catalog
import Descriptors

/// Images that are only looked at when training is over, gathered before it begins: what is wrong with them should
/// not come out after hours.
struct HeldOutMaterial {
  /// The images with their features.
  let asked: TrainingMaterial
  /// Places of those whose class was trained on.
  let known: [Int]
  /// Their classes, as the training counts them.
  let labels: [Int]
  /// What was left out, a sentence each.
  let remarks: [String]

  /// Describes the images of a folder as those that are trained on.
  ///
  /// - Parameter observe: told how many are described; false stops.
  /// - Returns: nil when the observer stopped it.
  /// - Throws: ``TrainingProblem/heldOutForeign(folder:)``, or what indexing throws.
  static func gather(
    _ folder: String, for material: TrainingMaterial, options: TrainingOptions,
    observe: (_ done: Int, _ total: Int) -> Bool
  ) throws -> HeldOutMaterial? {
    let collection = try ImageCollection(folder: folder, models: material.collection.models)
    return try TrainingMaterial.gather(
      collection, base: material.base, options: options, needsLabels: false, fewest: 1, input: material.input,
      observe: observe
    ).map { try HeldOutMaterial($0, for: material) }
  }

  private init(_ asked: TrainingMaterial, for material: TrainingMaterial) throws {
    let folder = asked.collection.layout.images
    let classes = Dictionary(uniqueKeysWithValues: material.classNames.enumerated().map { ($1, $0) })
    let found = asked.images.indices.compactMap { place in
      asked.images[place].folderLabel.flatMap { classes[$0] }.map { (place: place, label: $0) }
    }
    guard !found.isEmpty else { throw TrainingProblem.heldOutForeign(folder: folder) }
    self.asked = asked
    known = found.map(\.place)
    labels = found.map(\.label)
    let strangers = asked.images.count - found.count
    var remarks: [String] = []
    if strangers > 0 {
      remarks.append(
        "\(Counted.images(strangers)) of \(folder) \(strangers == 1 ? "is" : "are") of a class that was not trained "
          + "on and \(strangers == 1 ? "is" : "are") left out.")
    }
    if let first = asked.failed.first {
      remarks.append(
        "\(asked.failed.count) of the files of \(folder) cannot be used; the first is \(first.path): \(first.reason)"
      )
    }
    self.remarks = remarks
  }
}
