import Descriptors
import Testing

@testable import Lithoscope

/// Classify before searching.
@Suite struct WithinClassTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    try ColouredRocks.write(to: folder, count: 4)
  }

  private func search(
    _ images: [String], _ model: LearnedModel, count: Int = 20,
    _ change: (inout SearchRequest) -> Void = { _ in }
  ) throws -> SearchResult {
    var request = SearchRequest(images, count: count)
    request.classifier = model
    change(&request)
    return try collection.search(request)
  }

  @Test("Only images of the class that the query is taken for are results")
  func within() throws {
    try collection.index(.using(.lbp))
    let model = try NearestMeans.ofColours()
    try folder.write(ColouredRocks.png(77, class: 2), to: "outside.png")
    for (query, label, found) in [("outside.png", "c2", 4), ("c1/rock100.png", "c1", 3)] {
      let result = try search([folder.at(query)], model)
      #expect(result.within?.classes.first?.label == label && result.within?.model == "colours")
      #expect(result.matches.map(\.label) == [String?](repeating: label, count: found))
      #expect(result.searched == found)
    }
    let all = try collection.search("c1/rock100.png", count: 20)
    #expect(all.within == nil && all.matches.count == 11)
    // The same images as without, in the same order.
    let own = try search(["c1/rock100.png"], model).matches.map(\.path)
    #expect(own == all.matches.filter { $0.label == "c1" }.map(\.path))
  }

  @Test(
    "Stored vectors of the base, whitened or not, make the same classes as describing anew",
    arguments: [
      NearestMeans.base, NearestMeans.base + "@whitened",
    ])
  func stored(_ name: String) throws {
    try collection.index(.using(.lbp))
    let model = try NearestMeans.ofColours()
    let described = try search(["c1/rock100.png"], model).within
    let open = try OpenCollection(collection)
    #expect(try open.read { try BaseVectors.member(for: model, $0) } == nil)
    try collection.index(.using(Descriptor.named(name)))
    let member = try open.read { try BaseVectors.member(for: model, $0) }
    #expect(member?.record.name == name)
    let stored = try search(["c1/rock100.png"], model).within
    #expect(stored?.classes.map(\.label) == described?.classes.map(\.label))
    for (one, other) in zip(stored?.classes ?? [], described?.classes ?? []) {
      #expect(abs(one.probability - other.probability) < 1e-4)
    }
    // Of the whole collection as of one image.
    let images = try open.read { try $0.images() }
    let predictions = try #require(
      try CollectionPredictions(open: open, model: model) { _, _ in true }.run(images))
    let files = images.map { folder.at($0.path.string) }
    let alone = try ImageClassifier(model, models: collection.models).classify(files)
    for (image, prediction) in zip(images, alone) {
      #expect(predictions[image.digest]?.classes.map(\.label) == prediction.classes.map(\.label))
      #expect(prediction.classes.first?.label == image.label)
    }
    #expect(try CollectionPredictions(open: open, model: model) { _, _ in false }.run(images) == nil)
  }

  @Test("Where the classifier is not sure, the most probable classes that reach 95 % are looked at")
  func unsure() throws {
    try collection.index(.using(.lbp))
    let sure = try NearestMeans.ofColours()
    let unsure = try LearnedModel(
      name: "unsure", kind: .classifier, base: sure.base, input: sure.input, baseDigest: "",
      classes: sure.classes, temperature: 100, headLayers: sure.headLayers, tensors: sure.tensors,
      dataDigest: "")
    let result = try search(["c1/rock100.png"], unsure)
    #expect(result.within?.classes.count == 3 && result.matches.count == 11)
    // Two images of different classes are taken together.
    let both = try search(["c1/rock100.png", "c2/rock200.png"], sure)
    #expect(Set(both.within?.classes.map(\.label) ?? []) == ["c1", "c2"])
    #expect(Set(both.matches.compactMap(\.label)) == ["c1", "c2"])
  }

  @Test("Labels that were asked for and predicted ones must both hold; upper case does not matter")
  func labels() throws {
    try collection.index(.using(.lbp))
    let loud = try NearestMeans.ofColours(labels: { "C\($0)" })
    let result = try search(["c1/rock100.png"], loud) { $0.filter.labels = ["c1", "c0"] }
    #expect(result.matches.map(\.label) == ["c1", "c1", "c1"])
    #expect(throws: ClassifierError.otherLabels(prediction: "C1 (100 %)")) {
      try search(["c1/rock100.png"], loud) { $0.filter.labels = ["c0"] }
    }
  }

  @Test("A classifier of other classes, and a network without classes, are refused with a remedy")
  func foreign() throws {
    try collection.index(.using(.lbp))
    let foreign = try NearestMeans.ofColours(labels: { "granite-\($0)" })
    let error = #expect(throws: ClassifierError.self) { try search(["c1/rock100.png"], foreign) }
    #expect(error?.description.contains("No class of colours (granite-0, granite-1, granite-2)") == true)
    let partly = try NearestMeans.ofColours(labels: { $0 == 1 ? "granite" : "c\($0)" })
    let other = #expect(throws: ClassifierError.self) { try search(["c1/rock100.png"], partly) }
    #expect(other?.description.contains("takes the query for granite") == true)
    let siamese = try NearestMeans.ofColours(kind: .siamese)
    #expect(throws: LearnedModelError.noClassifier(name: "colours")) {
      try search(["c1/rock100.png"], siamese)
    }
    #expect(throws: LearnedModelError.noClassifier(name: "colours")) { try ImageClassifier(siamese) }
  }

  @Test("What similarities mean was learned among all images, and is not said within classes")
  func scores() throws {
    try collection.index(.colours)
    _ = try collection.evaluate()
    #expect(try collection.search("c1/rock100.png").scores != nil)
    #expect(try search(["c1/rock100.png"], NearestMeans.ofColours()).scores == nil)
  }

  @Test("A page says within which classes was searched")
  func page() throws {
    try collection.index(.using(.lbp))
    let result = try search(["c1/rock100.png"], NearestMeans.ofColours())
    try SearchReport(result, in: collection).writePage(to: folder.at("page.html"))
    let page = String(decoding: try folder.read("page.html"), as: UTF8.self)
    #expect(page.contains("Searched within c1 (100 %), the classes that colours takes the query for."))
    try SearchReport(result, in: collection).writeSheet(to: folder.at("sheet.png"))
  }

  @Test("An evaluation shows each descriptor within classes beside itself, and says what flatters")
  func evaluation() throws {
    try collection.index(.using(.lbp))
    var options = EvaluationOptions()
    options.classifier = try NearestMeans.ofColours()
    let report = try #require(try collection.evaluate(options))
    #expect(
      report.lines.map(\.name) == [
        "lbp", "lbp, within classes", "rgb-histogram", "rgb-histogram, within classes", "histogram+lbp",
      ])
    let (plain, within) = (report.lines[0].result.overall, report.lines[1].result.overall)
    // The classes are told apart by their colours, which lbp does not see.
    #expect(plain.precisionAt1.value < 0.9)
    #expect(within.precisionAt1.value == 1 && within.meanAveragePrecision.value == 1)
    #expect(report.lines[1].result.queries.allSatisfy { $0.databaseSize == 11 })
    #expect(report.remarks.contains { $0.contains("100.0 % of the queries, 1.0 classes on average") })
    #expect(report.remarks.contains { $0.contains("flatter as far as it was trained on these images") })
    #expect(
      report.remarks.contains { $0.hasPrefix("Within the classes of colours, lbp has mAP 1.000 instead") })

    var stages: [EvaluationProgress.Stage] = []
    let stopped = try collection.evaluate(options) { progress in
      stages.append(progress.stage)
      return progress.stage != .classifying
    }
    #expect(stopped == nil && stages.last == .classifying)
    options.classifier = try NearestMeans.ofColours(labels: { "granite-\($0)" })
    #expect(throws: ClassifierError.self) { try collection.evaluate(options) }
  }

  @Test("A model that was trained on just the evaluated images is told")
  func trainedOnThese() throws {
    try collection.index(.using(.lbp))
    let model = try NearestMeans.ofColours()
    let images = try OpenCollection(collection).read { try $0.images() }
    let digest = LearnedModel.dataDigest(of: images.map { ("\($0.digest)", $0.label ?? "") })
    var options = EvaluationOptions()
    options.classifier = try LearnedModel(
      name: model.name, kind: model.kind, base: model.base, input: model.input, baseDigest: "",
      classes: model.classes, temperature: model.temperature, headLayers: model.headLayers,
      tensors: model.tensors, dataDigest: digest)
    let report = try #require(try collection.evaluate(options))
    #expect(report.remarks.contains { $0.contains("trained on just these images") })
  }
}
