import Catalog
import Descriptors

/// Sees to it that a collection has the vectors of descriptors that need no network.
struct PixelPreparation {
  let collection: ImageCollection
  /// Told how many images are described; false stops.
  let observe: (_ done: Int, _ total: Int) -> Bool

  /// How it ended.
  struct Outcome {
    /// Whether the descriptors that were only wished for are there.
    let wishesGranted: Bool
    /// What could not be done.
    let remarks: [String]
  }

  /// Describes the images by what is missing.
  ///
  /// - Parameters:
  ///   - required: nothing goes without them.
  ///   - wished: a collection that cannot be written does without them.
  /// - Returns: nil when the observer stopped it.
  /// - Throws: why a required descriptor cannot be had.
  func run(requiring required: [Descriptor], wishing wished: [Descriptor] = []) throws -> Outcome? {
    let missing = try lacking(required + wished)
    guard !missing.isEmpty else { return Outcome(wishesGranted: true, remarks: []) }
    var options = IndexOptions()
    options.descriptors = missing
    do {
      var isStopped = false
      var (done, total) = (0, 0)
      let report = try collection.index(options) { progress in
        // An index that is built afterwards counts other things; the bar of the images stays where it ended.
        if progress.stage == .images { (done, total) = (progress.done, progress.total) }
        if !observe(done, total) { isStopped = true }
        return isStopped ? .stop : .proceed
      }
      return report.wasStopped ? nil : Outcome(wishesGranted: true, remarks: [])
    } catch {
      guard try lacking(required).isEmpty else { throw error }
      let names = wished.map(\.name).joined(separator: ", ")
      return Outcome(
        wishesGranted: false,
        remarks: [
          "Near duplicates were not looked for, since the vectors of \(names) cannot be kept: \(error)"
        ])
    }
  }

  /// Those of the descriptors that the collection lacks, or lacks for some image.
  private func lacking(_ descriptors: [Descriptor]) throws -> [Descriptor] {
    try collection.openCatalog().read { reader in
      try descriptors.filter { descriptor in
        guard let record = try reader.descriptor(named: descriptor.name) else { return true }
        return try !reader.contents(missing: record.id).isEmpty
      }
    }
  }
}
