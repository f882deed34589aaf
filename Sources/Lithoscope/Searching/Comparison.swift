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

    var timings = SearchTimings()
    let vectors = try QueryDescriber(models: models).describe(
      [QueryPicture(path: first), QueryPicture(path: second)], by: chosen, preprocessing: preprocessing,
      precision: .f32,
      timings: &timings)
    similarities = chosen.indices.map { index in
      let cosine = zip(vectors[0][index], vectors[1][index]).reduce(0.0) {
        $0 + Double($1.0) * Double($1.1)
      }
      return Similarity(descriptor: chosen[index], value: Float(cosine))
    }
  }
}
