import Foundation
import Testing

@testable import Neural

/// The tables of VGG16 itself.
@Suite struct VGG16ManifestTests {
  @Test func theSpecificationIsThePapers() {
    // Simonyan & Zisserman, table 2: 138 million parameters for configuration D.
    #expect(WeightSpecification.vgg16Full.parameterCount == 138_357_544)
    #expect(WeightSpecification.vgg16Convolutions.parameterCount * 4 == 58_858_752)
    #expect(WeightSpecification.vgg16Convolutions.layers.count == 13)
    #expect(WeightSpecification.vgg16Full.layers.last?.kernelShape == [4096, 1000])
    #expect(WeightSpecification.vgg16Full.layers[13].kernelShape == [25088, 4096])
  }

  @Test func theSlicesCoverTheStream() throws {
    let slices = try #require(WeightsManifest.vgg16Full.slices)
    let bytes = WeightSpecification.vgg16Full.parameterCount * 4
    #expect((bytes + slices.bytesPerSlice - 1) / slices.bytesPerSlice == slices.gitBlobSHA1.count)
    #expect(Set(slices.gitBlobSHA1).count == slices.gitBlobSHA1.count)
    #expect(slices.gitBlobSHA1.allSatisfy { $0.count == 40 })
  }

  @Test(.enabled(if: Shared.golden != nil, "the shared golden files are not beside the checkout"))
  func theSlicesAreTheGoldenOnes() throws {
    let file = try #require(Shared.golden).appending(path: "tfjs_vgg16_shard_git_blob_sha1.json")
    let golden = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    let slices = try #require(WeightsManifest.vgg16Full.slices)
    #expect(golden.count == slices.gitBlobSHA1.count)
    for (index, digest) in slices.gitBlobSHA1.enumerated() {
      #expect(golden["group1-shard\(index + 1)of132.bin"] == digest)
    }
  }

  @Test(.enabled(if: Shared.installedVGG16 != nil, "vgg16 is not installed on this machine"))
  func theInstalledModelIsGenuineAndProvesTheSlices() throws {
    let path = try #require(Shared.installedVGG16)
    let weights = try Weights.open(path, manifest: .vgg16Convolutions)
    let specification = WeightSpecification.vgg16Convolutions
    let described = try WeightsManifest(describing: weights, specification: specification)
    #expect(described.digest == WeightsManifest.vgg16Convolutions.digest)
    // All whole slices of the convolutions' stream are also slices of the full one.
    let published = try #require(WeightsManifest.vgg16Full.slices)
    let own = try StreamSlices(
      describing: weights, specification: specification, bytesPerSlice: published.bytesPerSlice)
    let whole = specification.parameterCount * 4 / published.bytesPerSlice
    #expect(whole == 14 && own.gitBlobSHA1.prefix(whole) == published.gitBlobSHA1.prefix(whole))
  }
}

/// What lies outside the checkout and may be absent.
enum Shared {
  /// The folder `shared/golden` in a directory above this file.
  static let golden: URL? = {
    var directory = URL(fileURLWithPath: #filePath)
    while directory.path.count > 1 {
      directory.deleteLastPathComponent()
      let golden = directory.appending(path: "shared/golden")
      if FileManager.default.fileExists(atPath: golden.path) { return golden }
    }
    return nil
  }()

  static let installedVGG16: String? = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? "\(environment["HOME"] ?? "")/.local/share"
    let path = "\(environment["LITHOSCOPE_MODELS"] ?? "\(data)/lithoscope/models")/vgg16.safetensors"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()
}
