import Testing

@testable import Lithoscope

@Suite struct DiagnosisTests {
  @Test(
    "With the weights there, all parts are found and none has a problem",
    .enabled(if: InstalledModels.hasConvolutions, InstalledModels.hint))
  func sound() {
    let diagnosis = Diagnosis()
    #expect(diagnosis.isSound)
    let problems = diagnosis.findings.compactMap(\.problem)
    #expect(problems.isEmpty, "\(problems)")
    let names = diagnosis.findings.map(\.name)
    for name in [
      "Network in f32", "Images", "Catalog", "Weight files", "Downloads", "Model vgg16", "Speed in f32",
    ] {
      #expect(names.contains(name))
    }
    #expect(diagnosis.findings.allSatisfy { !$0.value.isEmpty })
  }

  @Test("Without weights one thing is wrong, and the command is named")
  func noWeights() throws {
    let folder = try TemporaryFolder()
    let diagnosis = Diagnosis(models: ModelStore(directory: folder.path))
    #expect(!diagnosis.isSound)
    let problems = diagnosis.findings.compactMap(\.problem)
    #expect(problems.count == 1)
    #expect(problems.first?.contains("`lithoscope model pull vgg16`") == true)
  }

  @Test("Damaged weights are a problem, not a crash")
  func damagedWeights() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("no weights".utf8), to: "vgg16.safetensors")
    let diagnosis = Diagnosis(models: ModelStore(directory: folder.path))
    #expect(!diagnosis.isSound)
    let model = diagnosis.findings.first { $0.name == "Model vgg16" }
    #expect(model?.problem?.contains("`lithoscope model pull vgg16`") == true)
  }
}
