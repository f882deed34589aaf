import Catalog
import Descriptors

/// The classes that a classifier takes a query for, and within which a search looks.
public struct PredictedClasses: Sendable, Equatable {
  /// The classifier's name.
  public let model: String
  /// The most probable class, and more of them until they reach ``ClassPrediction/usualCoverage``; the most probable
  /// first.
  public let classes: [ClassPrediction.Class]

  private let modelClasses: [String]

  /// The classes to look within.
  init(_ prediction: ClassPrediction, by model: LearnedModel) {
    self.model = model.name
    classes = prediction.mostProbable()
    modelClasses = model.classes
  }

  /// The classes in few words, such as `gneiss (83 %), schist (14 %)`.
  public var text: String {
    classes.map { "\($0.label) (\(Self.percent($0.probability)))" }.joined(separator: ", ")
  }

  /// A filter's images as far as they are of these classes. Upper and lower case do not count.
  ///
  /// - Throws: ``ClassifierError`` where none can be.
  func narrowing(_ filter: ImageFilter, _ reader: CatalogReader, of collection: ImageCollection) throws
    -> ImageFilter
  {
    let folder = collection.layout.images
    let labels = try reader.labels().compactMap(\.label)
    let there = Set(labels.map { $0.lowercased() })
    guard modelClasses.contains(where: { there.contains($0.lowercased()) }) else {
      throw ClassifierError.noCommonClass(model: model, classes: modelClasses, labels: labels, folder: folder)
    }
    var within = classes.map(\.label).filter { there.contains($0.lowercased()) }
    guard !within.isEmpty else {
      throw ClassifierError.noPredictedLabel(model: model, prediction: text, folder: folder)
    }
    if !filter.labels.isEmpty {
      let asked = Set(filter.labels.map { $0.lowercased() })
      within = within.filter { asked.contains($0.lowercased()) }
      guard !within.isEmpty else { throw ClassifierError.otherLabels(prediction: text) }
    }
    var narrowed = filter
    narrowed.labels = within
    return narrowed
  }

  /// Without decimals; neither certain nor impossible by rounding.
  private static func percent(_ share: Double) -> String {
    let percent = Int((share * 100).rounded())
    if percent == 0, share > 0 { return "<1 %" }
    if percent == 100, share < 1 { return ">99 %" }
    return "\(percent) %"
  }
}
