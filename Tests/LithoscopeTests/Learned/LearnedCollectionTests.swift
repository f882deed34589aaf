import Catalog
import Descriptors
import Foundation
import Glibc
import Neural
import Testing

@testable import Lithoscope

/// Collections that are described by trained models.
@Suite struct LearnedCollectionTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    try ColouredRocks.write(to: folder, count: 4)
  }

  private var copies: [String] {
    get throws {
      try folder.names().filter { $0.hasPrefix(".lithoscope/models/") }.map { String($0.dropFirst(19)) }
    }
  }

  /// Writes a model beside the images and names it as on a command line.
  private func file(_ model: LearnedModel, as name: String = "colours.safetensors") throws -> Descriptor {
    try model.write(to: folder.at(name))
    return try collection.descriptor(DescriptorReference(folder.at(name)))
  }

  @Test(
    "A model's file describes a collection, which keeps a copy and is searched by the name when the file is gone"
  )
  func kept() throws {
    let model = try NearestMeans.ofColours()
    let descriptor = try file(model)
    try collection.index(.using(.rgbHistogram, descriptor))
    #expect(try copies == ["colours.safetensors"])
    let record = try #require(try collection.status().descriptors.last)
    #expect(record.name == "colours" && record.dimension == 3 && record.vectors == 12 && record.isTrained)
    #expect(record.modelDigest == model.digest && record.composition == NearestMeans.base)

    let before = try collection.search("c1/rock100.png", descriptor: descriptor)
    #expect(before.matches.prefix(3).allSatisfy { $0.label == "c1" })
    try folder.remove("colours.safetensors")
    // Another object, which has read nothing yet.
    let later = try folder.collection()
    let named = try later.descriptor(DescriptorReference("colours"))
    #expect(named == descriptor)
    #expect(try later.search("c1/rock100.png", descriptor: named).matches == before.matches)
    // A picture that is no member is described by the copy.
    try folder.write(ColouredRocks.png(77, class: 2), to: "outside.png")
    let outside = try later.search(folder.at("outside.png"), descriptor: named)
    #expect(outside.matches.prefix(3).allSatisfy { $0.label == "c2" })
    #expect(try later.classify(SearchRequest([folder.at("outside.png")], descriptor: named)).label == "c2")
  }

  @Test("A run without options describes new images by the model too, and evaluations have a line for it")
  func newImages() throws {
    try collection.index(.using(file(NearestMeans.ofColours())))
    try folder.remove("colours.safetensors")
    try folder.write(ColouredRocks.png(500, class: 0), to: "c0/new.png")
    #expect(try folder.collection().index().counts == [1, 0, 0, 12, 0])
    let report = try #require(try folder.collection().evaluate())
    #expect(report.lines.map(\.name) == ["colours", "rgb-histogram", "lbp", "histogram+lbp"])
    #expect(report.lines[0].name == "colours" && report.lines[0].result.overall.precisionAt1.value == 1)
    #expect(report.lines[0].summary.contains("classifier of 3 classes"))
    #expect(report.warnings.contains { $0.hasPrefix("colours was trained: its figures flatter") })
    #expect(try folder.collection().duplicates(threshold: 0.99) { _ in true } != nil)
  }

  /// Makes nothing of a file's content, and leaves its size and its time.
  private func spoil(_ path: String) throws {
    var before = stat()
    try #require(stat(folder.at(path), &before) == 0)
    try folder.write([UInt8](repeating: 0, count: Int(before.st_size)), to: path)
    try #require(utimensat(AT_FDCWD, folder.at(path), [before.st_mtim, before.st_mtim], 0) == 0)
  }

  @Test(
    "Where the vectors of its base are stored, a model describes a collection without a look at the images")
  func derived() throws {
    try collection.index(.using(Descriptor.named(NearestMeans.base + "@whitened")))
    let descriptor = try file(NearestMeans.ofColours())
    let described = try folder.collection(storedAt: folder.at(".other"))
    try described.index(.using(descriptor))
    // Files that are no images any more, and look as they did: who reads one fails.
    for path in try collection.search("c0/rock0.png", count: 20).matches.map(\.path) { try spoil(path) }
    try folder.write(ColouredRocks.png(500, class: 0), to: "c0/new.png")
    #expect(try collection.index(.using(descriptor)).counts == [1, 12, 0, 0, 0])
    let derived = try collection.search("c0/rock0.png", count: 20, descriptor: descriptor).matches
    let expected = try described.search("c0/rock0.png", count: 20, descriptor: descriptor).matches
    #expect(derived.filter { $0.path != "c0/new.png" }.map(\.path) == expected.map(\.path))
    for match in expected {
      let twin = derived.first { $0.path == match.path }
      #expect(abs((twin?.similarity ?? 0) - match.similarity) < 1e-5)
    }
    #expect(try collection.index().counts == [0, 0, 0, 13, 0])
    #expect(try collection.status().descriptors.map(\.vectors) == [13, 13])
  }

  @Test("Another model of the same name is refused, and takes its place when all is computed anew")
  func otherModel() throws {
    let first = try NearestMeans.ofColours()
    try collection.index(.using(file(first)))
    let other = try file(NearestMeans.ofColours(seed: 300), as: "other.safetensors")
    for attempt in [
      { try collection.index(.using(other)).added },
      { try collection.search("c0/rock0.png", descriptor: other).searched },
    ] {
      let error = #expect(throws: CollectionError.self) { try attempt() }
      #expect(error?.description.contains("model \(first.digest.prefix(12)), not") == true)
      #expect(error?.description.contains("--rebuild --descriptor MODEL.safetensors`") == true)
    }
    #expect(try collection.index(.using(other, rebuilding: true)).counts == [0, 12, 0, 0, 0])
    #expect(try collection.status().descriptors.map(\.modelDigest) == [other.learned?.digest])
    // The old copy went once the catalog no longer named it; what is there is the new one.
    #expect(try copies.count == 1)
    #expect(try folder.collection().descriptor(DescriptorReference("colours")) == other)
    #expect(try folder.collection().index().counts == [0, 0, 0, 12, 0])
    #expect(
      throws: CollectionError.twoModels(name: "colours"),
      performing: { try folder.collection(storedAt: folder.at(".b")).index(.using(file(first), other)) })
  }

  @Test("A copy that is lost, damaged or exchanged is said in a sentence, and giving the file again heals it")
  func lostCopy() throws {
    let descriptor = try file(NearestMeans.ofColours())
    try collection.index(.using(.rgbHistogram, descriptor))
    let copy = ".lithoscope/models/colours.safetensors"
    let sound = try folder.read(copy)
    let accidents: [() throws -> Void] = [
      { try folder.remove(copy) }, { try folder.write([1, 2, 3], to: copy) },
      { try folder.write(Array(sound.dropLast(5)), to: copy) },
      { try NearestMeans.ofColours(seed: 300).write(to: folder.at(copy)) },
    ]
    for accident in accidents {
      try accident()
      let later = try folder.collection()
      #expect(throws: CollectionModelError.self) { try later.descriptor(DescriptorReference("colours")) }
      let error = #expect(throws: CollectionModelError.self) { try later.index() }
      #expect(error?.description.contains("--descriptor MODEL.safetensors`.") == true)
      // What does not need it goes on.
      #expect(try later.search("c0/rock0.png").matches.count == 8)
      #expect(try later.search("c0/rock0.png", descriptor: descriptor).matches.count == 8)
      #expect(try later.index(.using(descriptor)).counts == [0, 0, 0, 12, 0])
      #expect(try folder.collection().descriptor(DescriptorReference("colours")) == descriptor)
      #expect(try folder.collection().index().counts == [0, 0, 0, 12, 0])
      #expect(try copies.count == 1)
    }
  }

  @Test("A run that was killed after the copy and before the catalog leaves nothing wrong")
  func killed() throws {
    try collection.index(.colours)
    try folder.makeFolder(".lithoscope/models")
    try NearestMeans.ofColours(seed: 300).write(to: folder.at(".lithoscope/models/colours.safetensors"))
    try folder.write([1, 2], to: ".lithoscope/models/colours.safetensors.tmp-12-ab")
    #expect(try collection.status().descriptors.map(\.name) == ["rgb-histogram"])
    #expect(throws: DescriptorNameError.self) { try collection.descriptor(DescriptorReference("colours")) }
    let descriptor = try file(NearestMeans.ofColours())
    try collection.index(.using(descriptor))
    #expect(try copies.count == 1)
    #expect(try folder.collection().descriptor(DescriptorReference("colours")) == descriptor)
  }

  @Test("What a trained model mixes cannot be explained")
  func explanation() throws {
    let descriptor = try file(NearestMeans.ofColours())
    try collection.index(.using(descriptor))
    var request = SearchRequest(["c0/rock0.png"])
    request.explains = true
    let error = #expect(throws: SearchRequestError.self) { try collection.search(request) }
    #expect(error == .noExplanation(descriptor: "colours"))
  }

  @Test("Two images are compared by a model's file without a collection")
  func comparison() throws {
    let descriptor = try file(NearestMeans.ofColours())
    let models = ModelStore(directory: folder.at(".no-models"))
    let same = try Comparison(
      folder.at("c0/rock0.png"), folder.at("c0/rock1.png"), by: [descriptor, .lbp], models: models)
    let other = try Comparison(
      folder.at("c0/rock0.png"), folder.at("c1/rock100.png"), by: [descriptor], models: models)
    #expect(same.similarities.map(\.descriptor.name) == ["colours", "lbp"])
    #expect(same.similarities[0].value > other.similarities[0].value)
  }

  @Test("What is named may be a descriptor, a file or a collection's model, and nothing else")
  func references() throws {
    func kind(_ text: String) throws -> String {
      switch try DescriptorReference(text) {
      case .descriptor(let descriptor): descriptor.name
      case .file: "file"
      case .name: "name"
      }
    }
    #expect(try kind("texture") == "lbp" && kind("fusion") == "fusion")
    #expect(try kind("./granites") == "file" && kind("granites.safetensors") == "file")
    #expect(try kind("granites") == "name")
    #expect(throws: DescriptorNameError.self) { try DescriptorReference("lbp:0+deep") }
    #expect(throws: DescriptorNameError.self) { try collection.descriptor(DescriptorReference("sift")) }
    #expect(throws: LearnedModelError.self) {
      try collection.descriptor(DescriptorReference(folder.at("c0/rock0.png")))
    }
  }
}
