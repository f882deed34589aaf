import Catalog
import Descriptors
import Evaluation

/// Whether whitening does harm. It takes from the directions that most images differ by, and in a collection of
/// few, clearly separate classes these may be what tells the classes apart.
enum WhiteningLoss {
  /// For each descriptor that is worse whitened than not, beyond what chance explains: what to do about it.
  static func remarks(
    _ records: [DescriptorRecord], _ results: [RetrievalResult], seed: UInt64, of collection: ImageCollection
  ) -> [String] {
    records.compactMap { record in
      let raw = CollectionVectors.unwhitened(record.name)
      guard let descriptor = try? collection.learned.descriptor(record),
        let with = results.first(where: { $0.name == record.name }),
        let without = results.first(where: { $0.name == raw }),
        let difference = PairedDifference(with, less: without, seed: seed)?.meanAveragePrecision,
        difference.high < 0
      else { return nil }
      let figures = [with, without].map { FigureText.share($0.overall.meanAveragePrecision.value) }
      let name = descriptor.withoutWhitening.name
      return
        "Whitening makes \(record.name) worse on these images (mAP \(figures[0]), without it \(figures[1])); "
        + "add the descriptor as it is with `lithoscope index \(ShellWord.quoted(collection.layout.images)) --descriptor \(name)` "
        + "and search with the same --descriptor."
    }
  }
}
