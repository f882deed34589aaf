import Descriptors
import Neural
import VectorSearch

/// How similar two images are, by several descriptors.
public struct Comparison: Sendable {
  /// The cosine of two images by one descriptor.
  public struct Similarity: Sendable {
    /// The descriptor.
    public let descriptor: Descriptor
    /// The cosine, −1…1.
    public let value: Float

    /// The cosine rounded to four decimals.
    public var rounded: Double { (Double(value) * 10_000).rounded() / 10_000 }
    /// The cosine as text with four decimals.
    public var text: String { DecimalText.fixed(rounded, places: 4) }
  }

  /// One similarity for each descriptor.
  public let similarities: [Similarity]
  /// What to do to compare by more descriptors, when a model is not installed.
  public let missingModelHint: String?

  /// Compares two image files.
  ///
  /// - Parameters:
  ///   - descriptors: by which; none for all those whose model is installed.
  /// - Throws: the reason why a file is no image, or why a model is missing.
  public init(
    _ first: String, _ second: String, by descriptors: [Descriptor] = [],
    preprocessing: Preprocessing = .standard, models: ModelStore = .standard()
  ) throws {
    var chosen = descriptors
    var hint: String?
    if chosen.isEmpty {
      let installed = models.largestInstalled
      chosen = Descriptor.all.filter { $0.model <= installed && $0 != .thumbnail }
      if installed < .full {
        let next = installed == .none ? Descriptor.Model.convolutions : .full
        hint = "More descriptors compare once `lithoscope model pull \(next.rawValue)` was run."
      }
    }
    missingModelHint = hint

    var cosines: [Descriptor: Float] = [:]
    // Layers tied to 224×224 pixels, and trained models, do not decide what the others see.
    var groups: [(input: NetworkInput, descriptors: [Descriptor])] = []
    for descriptor in chosen {
      let input =
        try descriptor.learned?.input ?? InputChoice(preprocessing: preprocessing).input(for: [descriptor])
      if let place = groups.firstIndex(where: { $0.input == input }) {
        groups[place].descriptors.append(descriptor)
      } else {
        groups.append((input, [descriptor]))
      }
    }
    for (input, group) in groups {
      var timings = SearchTimings()
      let vectors = try QueryDescriber(models: models).describe(
        [QueryPicture(path: first), QueryPicture(path: second)], by: group, input: input, precision: .f32,
        timings: &timings)
      for (index, descriptor) in group.enumerated() {
        let products = zip(vectors[0][index], vectors[1][index]).lazy.map { Double($0) * Double($1) }
        cosines[descriptor] = Float(products.reduce(0, +))
      }
    }
    similarities = chosen.compactMap { descriptor in
      cosines[descriptor].map { Similarity(descriptor: descriptor, value: $0) }
    }
  }
}
