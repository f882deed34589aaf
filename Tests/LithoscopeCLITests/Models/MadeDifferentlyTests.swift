import Foundation
import Testing

/// Vectors that were made in another way do not compare, and are not mixed.
@Suite(
  "A collection made differently",
  .enabled(if: SharedFolder.hasWeights, "needs `lithoscope model pull vgg16`"))
struct MadeDifferentlyTests {
  private func indexed(_ options: [String]) throws -> Workplace {
    let place = try Workplace()
    place.models = SharedFolder.models
    try DrawnRocks.copy(to: place, perClass: 1)
    try place.write(DrawnRocks.picture("schist/schist-02.png"), to: "outside.png")
    try LithoscopeProcess(
      ["index", "rocks"] + options, in: place, environment: ["LITHOSCOPE_MODELS": place.models]
    ).wait().succeeded()
    return place
  }

  private func stamp(_ place: Workplace, _ key: String) throws -> String? {
    try place.run("status", "rocks", "--json").succeeded().object().list("descriptors").first?.text(key)
  }

  @Test("Another preprocessing is refused with the remedy, which works; without one the collection's is kept")
  func preprocessing() throws {
    let place = try indexed(["--preprocessing", "keras"])
    try place.run("index", "rocks", "--preprocessing", "default")
      .refused("preprocessing", "keras/1", "default/2-auto", "--rebuild", "--collection")
    try place.write(DrawnPNG.file(30, 30), to: "rocks/new.png")
    let more = try place.run("index", "rocks", "--json").succeeded().object()
    #expect(more.number("added") == 1)
    #expect(try stamp(place, "preprocessing") == "keras/1 pixels-448/1")

    let before = try place.run("search", "outside.png", "--in", "rocks", "--json").succeeded().output
    let rebuilt = try place.run("index", "rocks", "--preprocessing", "default", "--rebuild", "--json")
    #expect(try rebuilt.succeeded().object().number("updated") == 7)
    #expect(try stamp(place, "preprocessing") == "default/2-auto pixels-448/1")
    let after = try place.run("search", "outside.png", "--in", "rocks", "--json").succeeded().output
    #expect(before != after)
    #expect(place.files(below: "rocks/.lithoscope/vectors").count == 1)
  }

  @Test("Another input size is refused with the options that make all anew")
  func inputSize() throws {
    let place = try indexed(["--input-size", "96"])
    #expect(try stamp(place, "preprocessing") == "default/2-96 pixels-448/1")
    try place.run("index", "rocks", "--input-size", "auto").refused(
      "default/2-96", "--rebuild --input-size auto`")
    try place.run("index", "rocks", "--preprocessing", "keras", "--input-size", "96").refused("224×224")
    try place.run("index", "rocks", "--descriptor", "vgg16-pool5").refused("vgg16-pool5", "--rebuild`")
    let found = try place.run("search", "outside.png", "--in", "rocks", "--json").succeeded().object()
    #expect(found.list("results").count == 6)
    try place.run("index", "rocks", "--descriptor", "vgg16-pool5", "--rebuild").succeeded()
    #expect(try stamp(place, "preprocessing") == "default/1 pixels-448/1")
  }

  @Test("Another precision is refused")
  func precision() throws {
    let place = try indexed([])
    try place.run("index", "rocks", "--precision", "bf16").refused("precision", "f32", "bf16", "--rebuild")
  }

  @Test("Another model is refused, by index and by a search with an outside picture")
  func model() throws {
    let place = try indexed([])
    let digest = try #require(try stamp(place, "model_digest"))
    let catalog = "rocks/.lithoscope/catalog.sqlite"
    var bytes = Data(try place.read(catalog))
    let range = try #require(bytes.range(of: Data(digest.utf8)))
    bytes.replaceSubrange(range, with: Data(String(repeating: "0", count: digest.count).utf8))
    try place.write([UInt8](bytes), to: catalog)
    try place.run("index", "rocks").refused("model 000000000000", "--rebuild")
    try place.run("search", "outside.png", "--in", "rocks").refused("model 000000000000", "--rebuild")
    try place.run("index", "rocks", "--rebuild").succeeded()
    try place.run("search", "outside.png", "--in", "rocks").succeeded()
  }
}
