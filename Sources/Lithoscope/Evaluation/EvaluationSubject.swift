import Catalog
import Descriptors

/// One line of an evaluation: what is compared, and by which vectors.
struct EvaluationSubject {
  /// What reports call it.
  let name: String
  /// Numbers in a vector.
  let dimension: Int
  /// What it sees, in a few words.
  let summary: String
  /// The names of the vectors whose similarities are averaged.
  let parts: [String]
  /// The descriptor that searches compare by in this way; nil where none does.
  let searched: DescriptorRecord.ID?
  /// Whether it is what all others are compared with.
  let isBaseline: Bool

  /// The descriptors, each whitened one followed by what it was before, so that what whitening gains is seen;
  /// the baseline last.
  static func all(_ records: [DescriptorRecord], _ vectors: CollectionVectors, _ learned: CollectionModels)
    -> [EvaluationSubject]
  {
    records.flatMap { record in
      let summary = (try? learned.descriptor(record).summary) ?? record.name
      let compared = EvaluationSubject(
        name: record.name, dimension: record.stamp.dimension, summary: summary, parts: [record.name],
        searched: record.id, isBaseline: false)
      guard vectors.isWhitened(record.name) else { return [compared] }
      let name = CollectionVectors.unwhitened(record.name)
      let raw = EvaluationSubject(
        name: name, dimension: record.stamp.dimension, summary: "the same before whitening", parts: [name],
        searched: nil, isBaseline: false)
      return [compared, raw]
    } + [baseline]
  }

  private static let baseline = EvaluationSubject(
    name: BaselineParts.name, dimension: BaselineParts.descriptors.reduce(0) { $0 + $1.dimension },
    summary: BaselineParts.summary, parts: BaselineParts.descriptors.map(\.name), searched: nil,
    isBaseline: true)
}
