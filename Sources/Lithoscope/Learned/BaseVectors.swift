import Catalog
import Descriptors
import Neural

/// Whether a collection has the vectors that a trained model's head takes: then nothing needs to be described for
/// its class scores.
///
/// They are those of a descriptor with the base's components, by whatever name and whitened or not, since what is
/// stored is not whitened: `fusion` serves models that were trained on its composition.
enum BaseVectors {
  /// The descriptor of a collection whose stored vectors are the base's; nil where there is none, or where the
  /// model has convolutions of its own.
  static func member(
    for model: LearnedModel, _ reader: CatalogReader, precision: Precision = .f32
  ) throws -> DescriptorSet.Member? {
    guard !model.isTuned else { return nil }
    for record in try reader.descriptors() {
      guard let descriptor = try? Descriptor.named(record.name),
        descriptor.components == model.base.components,
        DescriptorSet.stamp(descriptor, model.input, precision) == record.stamp
      else { continue }
      return DescriptorSet.Member(descriptor: descriptor, record: record)
    }
    return nil
  }
}
