/// A composition with a name of its own. What it is made of may change between versions; collections remember
/// what their vectors were made of.
struct DescriptorPreset: Sendable {
  let name: String
  let composition: String
  let summary: String

  /// What describes images when nothing else is asked for.
  static let fusion = DescriptorPreset(
    name: "fusion", composition: "lab-histogram+lbp:0.5+vgg16-block4+vgg16-block5_conv1@whitened",
    summary: "colours, fine texture and two layers of VGG16, weighed and whitened")

  static let all = [fusion]
}
