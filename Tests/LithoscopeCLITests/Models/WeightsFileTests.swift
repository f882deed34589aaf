import Testing

/// Weights that are not what was published are refused by the layer's name.
@Suite(
  "A spoiled weights file", .enabled(if: SharedFolder.hasWeights, "needs `lithoscope model pull vgg16`"))
struct WeightsFileTests {
  private func place() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 1)
    return place
  }

  @Test("One bit in block3_conv2: index refuses and verify names the layer")
  func oneBit() throws {
    let place = try place()
    try InstalledWeights(in: place).flipBit(of: "block3_conv2")
    try place.run("index", "rocks", "--json").refused("block3_conv2", "lithoscope model pull vgg16")
    let verified = try place.run("model", "verify", "vgg16", "--json")
    #expect(verified.status == 1)
    let object = try verified.object()
    #expect(object["sound"] as? Bool == false)
    let unsound = object.list("layers").filter { $0["sound"] as? Bool == false }
    #expect(unsound.compactMap { $0.text("name") } == ["block3_conv2"])
    #expect(object.list("layers").count == 13)
    #expect(verified.complaints.contains("block3_conv2"))
    let text = try place.run("model", "verify", "vgg16")
    #expect(text.status == 1)
    #expect(text.lines.filter { $0.hasPrefix("ALTERED") } == ["ALTERED  block3_conv2"])
    try place.run("compare", "rocks/gneiss/gneiss-01.png", "rocks/gneiss/gneiss-01.png")
      .refused("block3_conv2")
    // What needs no network still works.
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
  }

  @Test("A bit in a layer behind the one in use is verify's to find")
  func laterLayer() throws {
    let place = try place()
    try InstalledWeights(in: place).flipBit(of: "block5_conv2")
    try place.run("index", "rocks").succeeded()
    try place.run("index", "rocks", "--descriptor", "vgg16-block5").refused("block5_conv2")
  }

  @Test("A file that is cut short", arguments: [0.0, 0.0000001, 0.0001, 0.5, 0.999])
  func truncated(part: Double) throws {
    let place = try place()
    try InstalledWeights(in: place).truncate(to: part)
    try place.run("index", "rocks", "--json").refused("vgg16", "lithoscope model pull vgg16")
    let verified = try place.run("model", "verify")
    #expect(verified.status == 1)
    #expect(verified.complaints.contains("lithoscope model pull vgg16"))
  }

  @Test("A layer of another shape")
  func shape() throws {
    let place = try place()
    try InstalledWeights(in: place).replace("[3,3,256,256]", with: "[3,3,512,128]", behind: "block3_conv2")
    try place.run("index", "rocks", "--json").refused("block3_conv2", "lithoscope model pull vgg16")
  }

  @Test("A layer of another name")
  func name() throws {
    let place = try place()
    try InstalledWeights(in: place).replace("block3_conv2", with: "block3_convX", behind: "{")
    try place.run("index", "rocks", "--json").refused("block3_conv2", "lithoscope model pull vgg16")
  }
}
