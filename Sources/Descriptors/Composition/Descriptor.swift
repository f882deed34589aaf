import Neural

/// A way to turn an image into a unit vector: one component, or several that are weighed and joined.
///
/// Each component is scaled to length one and multiplied by its weight, they are joined in their order, and the
/// whole is scaled to length one. So the inner product of two vectors is the mean of the components' cosines,
/// each counted by the square of its weight: Σ w² cos / Σ w².
public struct Descriptor: Sendable, Hashable {
  /// The part of VGG16 that a descriptor needs.
  public enum Model: String, Sendable, Comparable {
    /// None: pixels are enough.
    case none
    /// The 13 convolutions.
    case convolutions = "vgg16"
    /// The convolutions and the fully connected layers.
    case full = "vgg16-full"

    /// A smaller need is satisfied by a larger model.
    public static func < (a: Model, b: Model) -> Bool {
      let order: [Model] = [.none, .convolutions, .full]
      return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
    }
  }

  /// The name used on the command line and in a collection, such as `vgg16-block4`; ``named(_:)`` reads it back.
  public let name: String
  /// What it is made of, in the order of the vector's columns. None of a trained model, whose vector mixes what its
  /// base is made of, and none of imported vectors.
  public let components: [DescriptorComponent]
  /// Whether searches compare vectors that were whitened for the collection. What is described and stored here
  /// are the vectors before that.
  public let isWhitened: Bool
  /// What it sees, in a few words.
  public let summary: String
  private let reference: LearnedReference?
  private let importedDimension: Int?

  /// The trained model that makes its vectors; nil where nothing was trained.
  public var learned: LearnedModel? { reference?.model }

  /// What a trained model sees in images.
  public init(_ model: LearnedModel) {
    name = model.name
    components = []
    isWhitened = false
    summary = model.summary
    reference = LearnedReference(model)
    importedDimension = nil
  }

  /// Vectors that something else has computed and a collection has imported. Nothing is known of how they are made,
  /// so no image can be described by them.
  ///
  /// - Parameter dimension: numbers in a vector, at least 1.
  public init(imported name: String, dimension: Int) {
    self.name = name
    components = []
    isWhitened = false
    summary = "imported vectors"
    reference = nil
    importedDimension = dimension
  }

  /// A descriptor of what a name says.
  init(_ content: DescriptorName, preset: DescriptorPreset? = nil) {
    var columns = 0..<0
    components = content.parts.map { part in
      columns = columns.upperBound..<columns.upperBound + part.source.dimension
      return DescriptorComponent(source: part.source, weight: part.weight, columns: columns)
    }
    name = preset?.name ?? content.canonical
    isWhitened = content.isWhitened
    reference = nil
    importedDimension = nil
    summary = preset?.summary ?? content.parts.map(\.source.summary).joined(separator: "; ")
  }

  /// Numbers in the vector.
  public var dimension: Int {
    learned?.dimension ?? importedDimension ?? components.reduce(0) { $0 + $1.source.dimension }
  }

  /// Whether its vectors come from elsewhere, so that images cannot be described by it.
  public var isImported: Bool { importedDimension != nil }

  /// The components written out, such as `rgb-histogram+lbp:0.5`: the name, unless that is a preset's. Of a trained
  /// model its base's.
  public var composition: String {
    if isImported { return name }
    return learned?.base.composition
      ?? DescriptorName(components.map { ($0.source, $0.weight) }, isWhitened: isWhitened).canonical
  }

  /// The same components, compared as they are.
  public var withoutWhitening: Descriptor {
    guard isWhitened else { return self }
    return Descriptor(DescriptorName(components.map { ($0.source, $0.weight) }, isWhitened: false))
  }

  /// What images are looked at for: its components, or those of the base that a trained model starts from.
  public var sources: [DescriptorComponent] { learned?.base.components ?? components }

  /// The part of VGG16 it needs.
  public var model: Model { sources.map(\.source.model).max() ?? .none }

  /// Where it listens to the network; none where pixels are enough.
  public var taps: [Tap] { sources.compactMap(\.source.tap) }

  /// Whether the network computes a part of it.
  public var isDeep: Bool { !taps.isEmpty }

  /// Whether a part of it is computed from pixels alone.
  public var hasPixelParts: Bool { sources.contains { $0.source.tap == nil } }

  /// Whether the network must see 224×224 pixels, as those layers do that are tied to its training size.
  public var needsSquareInput: Bool { sources.contains(where: \.source.needsSquareInput) }
}

/// A trained model by reference: the model holds its base descriptor, and a value cannot hold itself. Two are the
/// same where they make the same vectors.
private final class LearnedReference: Sendable, Hashable {
  let model: LearnedModel

  init(_ model: LearnedModel) { self.model = model }

  static func == (one: LearnedReference, other: LearnedReference) -> Bool {
    one.model.digest == other.model.digest
  }

  func hash(into hasher: inout Hasher) { hasher.combine(model.digest) }
}
