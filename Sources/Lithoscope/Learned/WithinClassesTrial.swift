import Catalog
import Descriptors
import Evaluation

/// What searching within the classes that a classifier takes a query for gains, or costs where it is wrong.
struct WithinClassesTrial {
  /// The same queries, each among the images of its classes.
  let task: RetrievalTask
  private let model: LearnedModel
  private let images: [EvaluatedImage]
  /// The share of queries whose own class is among those that are looked at.
  private let covered: Double
  /// The classes that are looked at, on average.
  private let breadth: Double

  /// What a descriptor's line is called where it is searched within classes.
  static func name(_ descriptor: String) -> String { "\(descriptor), within classes" }

  /// Classifies the queries.
  ///
  /// - Returns: nil when it was stopped.
  /// - Throws: ``ClassifierError/noCommonClass(model:classes:labels:folder:)``, and what
  ///   ``CollectionPredictions/run(_:)`` throws.
  init?(
    _ model: LearnedModel, _ selection: ImageSelection, _ open: OpenCollection,
    observe: (_ done: Int, _ total: Int) -> Bool
  ) throws {
    let task = selection.task
    let numbers = Dictionary(
      task.classNames.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    guard model.kind == .classifier else { throw LearnedModelError.noClassifier(name: model.name) }
    guard model.classes.contains(where: { numbers[$0.lowercased()] != nil }) else {
      throw ClassifierError.noCommonClass(
        model: model.name, classes: model.classes, labels: task.classNames,
        folder: open.collection.layout.images)
    }
    var seen: Set<ContentDigest> = []
    let queries = task.queries.map { selection.images[$0].record }.filter { seen.insert($0.digest).inserted }
    let predictions = try withoutActuallyEscaping(observe) {
      try CollectionPredictions(open: open, model: model, observe: $0).run(queries)
    }
    guard let predictions else { return nil }

    var admitted: [Int: Set<Int>] = [:]
    var (covered, breadth) = (0, 0)
    for query in task.queries {
      guard let prediction = predictions[selection.images[query].record.digest] else { continue }
      let classes = prediction.mostProbable()
      let known = Set(classes.compactMap { numbers[$0.label.lowercased()] })
      admitted[query] = known
      covered += known.contains(task.labels[query]) ? 1 : 0
      breadth += classes.count
    }
    self.task = task.admitting(admitted)
    self.model = model
    images = selection.images
    self.covered = Double(covered) / Double(max(1, admitted.count))
    self.breadth = Double(breadth) / Double(max(1, admitted.count))
  }

  /// What is to be read with the figures, a sentence each.
  func remarks(_ pairs: [(plain: RetrievalResult, within: RetrievalResult)], seed: UInt64) -> [String] {
    var remarks = [
      "\(model.name) has the right class among those it looks within for \(Self.percent(covered)) of the queries, "
        + "\(DecimalText.fixed((breadth * 10).rounded() / 10, places: 1)) classes on average. " + flattery
    ]
    for (plain, within) in pairs {
      guard let gain = PairedDifference(within, less: plain, seed: seed)?.meanAveragePrecision else {
        continue
      }
      remarks.append(
        "Within the classes of \(model.name), \(plain.name) has mAP "
          + "\(FigureText.share(within.overall.meanAveragePrecision.value)) instead of "
          + "\(FigureText.share(plain.overall.meanAveragePrecision.value)): a difference of "
          + "\(FigureText.interval(gain)).")
    }
    return remarks
  }

  private var flattery: String {
    model.wasTrained(onJust: images)
      ? "It was trained on just these images, so that the figures within classes say nothing about new ones; index "
        + "some that it has not seen."
      : "The figures within classes flatter as far as it was trained on these images."
  }

  private static func percent(_ share: Double) -> String {
    DecimalText.fixed((share * 1000).rounded() / 10, places: 1) + " %"
  }
}

extension LearnedModel {
  /// Whether these images with these labels, and no others, are what it was trained on.
  func wasTrained(onJust images: [EvaluatedImage]) -> Bool {
    Self.dataDigest(of: images.map { ("\($0.record.digest)", $0.label) }) == dataDigest
  }
}
