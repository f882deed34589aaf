import Foundation
import Testing

/// What needs the convolutions.
@Suite(
  "With VGG16's convolutions", .enabled(if: SharedFolder.hasWeights, "needs `lithoscope model pull vgg16`"))
struct InstalledModelTests {
  private func place() throws -> Workplace {
    let place = try Workplace()
    place.models = SharedFolder.models
    try DrawnRocks.copy(to: place, perClass: 1)
    return place
  }

  @Test("fc2 without the full model says which to pull; a plain index still works")
  func fullyConnected() throws {
    let place = try Workplace()
    _ = try InstalledWeights(in: place)
    try DrawnRocks.copy(to: place, perClass: 1)
    let pull = "`lithoscope model pull vgg16-full`"
    try place.run("index", "rocks", "--descriptor", "vgg16-fc2").refused(pull)
    let report = try place.run("index", "rocks", "--json").succeeded().object()
    #expect(report.number("added") == 6)
    // Now there are vectors whose input does not suit the layer, whatever is installed.
    try place.run("index", "rocks", "--descriptor", "vgg16-fc2").refused("224×224", "--collection DIR")
    let status = try place.run("status", "rocks", "--json").succeeded().object()
    #expect(status.list("descriptors").compactMap { $0.text("name") } == ["fusion"])
    let composition = "lab-histogram+lbp:0.5+vgg16-block4+vgg16-block5_conv1@whitened"
    #expect(status.list("descriptors").first?.text("composition") == composition)
    #expect(try place.run("status", "rocks").succeeded().text.contains("fusion = \(composition)"))
    #expect(status.list("descriptors").first?.text("model_digest")?.count == 64)
    try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "--descriptor", "vgg16-fc2")
      .refused("only of fusion", "--descriptor vgg16-fc2")
  }

  @Test("features writes five pictures into a folder that it makes")
  func features() throws {
    let place = try place()
    let outcome = try place.run("features", "rocks/gneiss/gneiss-01.png", "--out", "new/maps", "--json")
    let sheets = try outcome.succeeded().object().list("sheets")
    #expect(sheets.compactMap { $0.number("maps") } == [64, 128, 256, 512, 512])
    #expect(sheets.compactMap { $0.text("layer")?.prefix(6) } == (1...5).map { "block\($0)" })
    #expect(place.files(below: "new/maps") == (1...5).map { "block\($0).png" })
    for sheet in sheets {
      #expect(try place.read(sheet.text("path") ?? "").starts(with: PNG.signature))
    }
    try place.write([1], to: "file")
    try place.run("features", "rocks/gneiss/gneiss-01.png", "--out", "file/maps").refused("file/maps")
    try place.run("features", "missing.jpg", "--out", "maps").refused("missing.jpg")
  }

  @Test("doctor finds all well, runs the network and compares bf16 where there is any")
  func doctor() throws {
    let place = try place()
    let outcome = try place.run("doctor", "--json").succeeded()
    let findings = try outcome.object().list("findings")
    #expect(findings.allSatisfy { $0["problem"] is NSNull })
    #expect(findings.contains { $0.text("name") == "Speed in f32" })
    let bf16 = findings.filter { $0.text("name")?.contains("bf16") == true }
    #expect(bf16.contains { $0.text("value")?.hasPrefix("cosine 0.99") == true || $0.text("name") == "bf16" })
  }

  @Test("model info, list, verify and import of what is installed")
  func model() throws {
    let place = try place()
    let info = try place.run("model", "info", "vgg16", "--json").succeeded().object()
    #expect(info.text("licence") == "CC BY 4.0")
    #expect(info.text("credit")?.contains("Visual Geometry Group") == true)
    #expect(info.list("layers").count == 13)
    #expect(info.number("parameters") == 14_714_688)
    #expect(try place.run("model", "info").succeeded().text.contains("University of Oxford"))
    #expect(try place.run("model", "list").succeeded().lines.count == 3)
    #expect(try place.run("model", "verify").succeeded().lines.last?.contains("All 13 layers") == true)

    let fresh = try Workplace()
    let imported = try fresh.run("model", "import", SharedFolder.weights, "--json").succeeded().object()
    #expect(imported.text("model") == "vgg16")
    #expect(imported["already_installed"] as? Bool == false)
    let pulled = try fresh.run("model", "pull", "vgg16", "--json").succeeded().object()
    #expect(pulled["already_installed"] as? Bool == true)
    try fresh.run("model", "import", SharedFolder.weights, "--as", "vgg16-full").refused("fc1")
  }

  @Test("compare by every descriptor that the model allows")
  func compare() throws {
    let place = try place()
    let same = try place.run(
      "compare", "rocks/gneiss/gneiss-01.png", "rocks/gneiss/gneiss-01.png", "--json"
    ).succeeded().object().list("similarities")
    let names = same.compactMap { $0.text("descriptor") }
    #expect(names.starts(with: ["fusion", "vgg16-block4", "vgg16-block5"]))
    #expect(names.suffix(3) == ["rgb-histogram", "lab-histogram", "lbp"])
    #expect(same.allSatisfy { $0["similarity"] as? Double == 1 })
  }
}
