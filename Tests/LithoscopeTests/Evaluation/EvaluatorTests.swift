import Catalog
import Descriptors
import Evaluation
import Testing

@testable import Lithoscope

@Suite struct EvaluatorTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder)
  }

  private func evaluate(
    _ change: (inout EvaluationOptions) -> Void = { _ in }, indexing: Bool = true
  ) throws -> EvaluationReport {
    let collection = try folder.collection()
    if indexing { try collection.index(.colours) }
    var options = EvaluationOptions()
    change(&options)
    return try #require(try collection.evaluate(options))
  }

  private func write(_ table: String) throws -> String {
    try folder.write(Array(table.utf8), to: "labels.csv")
    return folder.at("labels.csv")
  }

  @Test func addsTheBaselineAndComparesWithIt() throws {
    let report = try evaluate()
    #expect(report.lines.map(\.name) == ["rgb-histogram", "lbp", "histogram+lbp"])
    #expect(report.lines.map(\.isBaseline) == [false, false, true])
    #expect(report.lines[0].result.overall.precisionAt1.value == 1)
    #expect(report.lines[0].gain != nil && report.lines[2].gain == nil)
    #expect(report.images.map(\.path) == report.images.map(\.path).sorted())
    #expect(report.classes.map(\.name) == ["c0", "c1", "c2"] && report.classes.allSatisfy { $0.images == 8 })
    #expect(abs(report.chance - 7.0 / 23) < 1e-9)
    #expect(report.remarks.isEmpty, "\(report.remarks)")
    // The collection has the descriptors now, and the thumbnails are in no table.
    let names = try folder.collection().status().descriptors.map(\.name)
    #expect(names == ["rgb-histogram", "lbp", "thumbnail"])
    #expect(try evaluate(indexing: false).lines.map(\.name) == ["rgb-histogram", "lbp", "histogram+lbp"])
  }

  @Test func theBaselineIsTheMeanOfItsParts() throws {
    try folder.collection().index(.using(.rgbHistogram, .lbp))
    let report = try evaluate(indexing: false)
    let hits = report.lines.map { $0.result.queries[0].hits.map { ($0.item, $0.similarity) } }
    let parts = Dictionary(uniqueKeysWithValues: hits[0])
    let others = Dictionary(uniqueKeysWithValues: hits[1])
    var compared = 0
    for (item, similarity) in hits[2] {
      guard let colour = parts[item], let texture = others[item] else { continue }
      compared += 1
      #expect(abs(similarity - (colour + texture) / 2) < 1e-5)
    }
    #expect(compared > 0)
  }

  @Test func shuffledLabelsGiveChance() throws {
    for number in 0..<60 { try folder.write(ColouredRocks.png(number, class: 0), to: "all/\(number).png") }
    // Labels that have nothing to do with the pictures: a seeded draw.
    let lines = (0..<60).map { "all/\($0).png,\(["x", "y", "z"][($0 * 7919 + 3) % 31 % 3])" }
    let labels = try write("path,label\n" + lines.joined(separator: "\n"))
    let report = try evaluate { $0.labels = labels }
    for line in report.lines {
      #expect(abs(line.result.overall.precisionAtK.value - report.chance) < 0.08)
      #expect(abs(line.result.overall.meanAveragePrecision.value - report.chance) < 0.12)
    }
    #expect(report.protocol.labels == labels)
  }

  @Test func leavesWholeGroupsOut() throws {
    // Each class is two groups of copies: without them nothing but the other group is left to find.
    for label in 0..<3 {
      for number in 0..<8 {
        try folder.write(
          ColouredRocks.png(label * 10 + number / 4, class: label),
          to: "c\(label)/rock\(label * 100 + number).png")
      }
    }
    let flattered = try evaluate()
    #expect(flattered.warnings.contains { $0.contains("24 queries of 24 (100 %) have an exact copy") })
    let honest = try evaluate({ $0.grouping = "[0-9]+(?=.png)" }, indexing: false)
    #expect(honest.protocol.groups == 0)
    let labels = try write(
      "path,label,group\n"
        + honest.images.enumerated().map { "\($1.path),\($1.label),\($0 / 4)" }.joined(separator: "\n"))
    let grouped = try evaluate({ $0.labels = labels }, indexing: false)
    #expect(grouped.protocol.groups == 6 && grouped.protocol.grouping == "group")
    #expect(!grouped.warnings.contains { $0.contains("exact copy") }, "\(grouped.warnings)")
    #expect(grouped.lines[0].result.queries[0].relevant == 4)
  }

  @Test func countsPathsThatAPatternDoesNotMatch() throws {
    let report = try evaluate { $0.grouping = "c1/rock" }
    #expect(report.remarks.count == 1)
    #expect(report.remarks.first?.contains("16 images of 24") == true, "\(report.remarks)")
    #expect(report.lines.last?.result.queriesWithoutRelevant == 8)
  }

  @Test func refusesWhatMeansNothing() throws {
    try folder.collection().index(.colours)
    let one = try write("path,label\nc0/rock0.png,a\nc1/rock100.png,a\n")
    #expect(throws: EvaluationProblem.oneClass("a", images: 2)) {
      try evaluate({ $0.labels = one }, indexing: false)
    }
    let few = try write("path,label\nc0/rock0.png,a\n")
    #expect(throws: EvaluationProblem.tooFewImages(labelled: 1, source: few)) {
      try evaluate({ $0.labels = few }, indexing: false)
    }
    let grouped = try write("path,label,group\nc0/rock0.png,a,1\n")
    #expect(throws: EvaluationProblem.groupedTwice(path: grouped)) {
      try evaluate({ ($0.labels, $0.grouping) = (grouped, "x") }, indexing: false)
    }
    #expect(throws: EvaluationProblem.self) { try evaluate({ $0.grouping = "(" }, indexing: false) }
    #expect(throws: EvaluationProblem.badCount(option: "-k", 0)) {
      try evaluate({ $0.k = 0 }, indexing: false)
    }
    #expect(throws: CollectionError.self) {
      try evaluate({ $0.descriptors = [.vgg16Block4] }, indexing: false)
    }
  }

  @Test func aClassOfOneImageIsNoQuery() throws {
    try folder.write(ColouredRocks.png(99, class: 3), to: "alone/a.png")
    try folder.write(ColouredRocks.png(98, class: 3), to: "loose.png")
    let report = try evaluate()
    #expect(report.remarks.count == 2, "\(report.remarks)")
    #expect(report.remarks.contains { $0.hasPrefix("The class alone has one image") })
    #expect(report.remarks.contains { $0.contains("loose.png") })
    #expect(
      report.lines[0].result.overall.queries == 24 && report.lines[0].result.queriesWithoutRelevant == 1)
  }

  @Test func drawsTheSameQueriesForTheSameSeed() throws {
    let draw = { (seed: UInt64) in
      try evaluate({ ($0.queries, $0.seed) = (6, seed) }, indexing: seed == 1).lines[0].result.queries.map(
        \.item)
    }
    let first = try draw(1)
    #expect(first.count == 6)
    #expect(try draw(1) == first)
    #expect(try draw(2) != first)
  }

  @Test func needsNoWeightsForTheBaselineOfACollectionMadeByANetwork() throws {
    let collection = try folder.collection()
    try collection.index(.colours)
    // As if the network had described every image: the vectors are those of another descriptor.
    try folder.pretend(.vgg16Block4, likeIn: collection)
    let report = try evaluate(indexing: false)
    #expect(report.lines.map(\.name) == ["rgb-histogram", "vgg16-block4", "lbp", "histogram+lbp"])
    #expect(report.lines[1].result.overall.precisionAt1.value == 1)
  }

  @Test func stopsWhenAsked() throws {
    let collection = try folder.collection()
    try collection.index(.colours)
    #expect(try collection.evaluate(observe: { $0.stage == .describing }) == nil)
    #expect(try collection.evaluate(observe: { _ in true }) != nil)
  }
}

extension TemporaryFolder {
  /// Gives a collection vectors of a descriptor without computing them: copies of the first ones, cut to size.
  func pretend(_ descriptor: Descriptor, likeIn collection: ImageCollection) throws {
    let catalog = try Catalog(folder: collection.layout.storage, mode: .write)
    defer { try? catalog.close() }
    let (record, rows) = try catalog.read { reader in
      let record = try #require(try reader.descriptors().first)
      return (record, try reader.rows(of: record.id))
    }
    #expect(descriptor.dimension == record.stamp.dimension)
    let new = try catalog.insertDescriptor(
      NewDescriptor(
        name: descriptor.name, stamp: DescriptorSet.stamp(descriptor, .standard, .f32),
        vectorFile: "pretended.f32", created: 0))
    try write(try read(".lithoscope/vectors/\(record.vectorFile)"), to: ".lithoscope/vectors/pretended.f32")
    var batch = CatalogBatch()
    batch.embeddings = [
      EmbeddedRows(
        descriptor: new.id, firstRow: 0, digests: rows.sorted { $0.value < $1.value }.map(\.key))
    ]
    try catalog.commit(batch)
  }
}
