import Descriptors
import Testing

@testable import Lithoscope

@Suite struct ComparisonTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for seed in 1...2 { try folder.write(try Picture.png(seed, side: 40), to: "\(seed).png") }
    try folder.write(try Picture.png(1, side: 40), to: "copy.png")
  }

  private func compare(_ first: String, _ second: String, _ descriptors: [Descriptor], _ models: ModelStore)
    throws -> [Float]
  {
    try Comparison(folder.at(first), folder.at(second), by: descriptors, models: models).similarities.map(
      \.value)
  }

  private var noModels: ModelStore { ModelStore(directory: folder.at("none")) }

  @Test("Equal images have 1.0000, and the order of two images does not matter")
  func pixels() throws {
    let all = [Descriptor.rgbHistogram, .lbp]
    let equal = try Comparison(folder.at("1.png"), folder.at("copy.png"), by: all, models: noModels)
    #expect(equal.similarities.map(\.text) == ["1.0000", "1.0000"])
    #expect(equal.similarities.map(\.descriptor) == all)
    let forwards = try compare("1.png", "2.png", all, noModels)
    #expect(try compare("2.png", "1.png", all, noModels) == forwards)
    #expect(forwards.allSatisfy { $0 > 0 && $0 < 0.9999 })
  }

  @Test("Without being told by what, it takes everything that is installed and says what is missing")
  func whateverIsInstalled() throws {
    let comparison = try Comparison(folder.at("1.png"), folder.at("2.png"), models: noModels)
    #expect(comparison.similarities.map(\.descriptor) == [.rgbHistogram, .labHistogram, .lbp])
    #expect(comparison.missingModelHint?.contains("lithoscope model pull vgg16`") == true)
  }

  @Test("A missing model and a file that is no image are refused, the file by its name")
  func refused() throws {
    #expect(throws: ModelError.self) { try compare("1.png", "2.png", [.vgg16Block4], noModels) }
    let error = #expect(throws: QueryError.self) { try compare("1.png", "no.png", [.lbp], noModels) }
    #expect(error?.path == folder.at("no.png"))
  }

  @Test(
    "The network gives equal images 1.0000 and does not mind their order",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func network() throws {
    let descriptors = [Descriptor.vgg16Block4, .vgg16Block5]
    let equal = try Comparison(folder.at("1.png"), folder.at("copy.png"), by: descriptors)
    #expect(equal.similarities.map(\.text) == ["1.0000", "1.0000"])
    let forwards = try compare("1.png", "2.png", descriptors, .standard())
    let backwards = try compare("2.png", "1.png", descriptors, .standard())
    #expect(zip(forwards, backwards).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(forwards.allSatisfy { $0 > 0 && $0 < 0.9999 })
  }
}
