import Testing

/// Without weights, the command that gets them is said.
@Suite("A missing model")
struct MissingModelTests {
  @Test("index, search, compare, features, info and verify say the pull command")
  func sentences() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 1)
    let picture = "rocks/gneiss/gneiss-01.png"
    let pull = "`lithoscope model pull vgg16`"
    try place.run("index", "rocks", "--json").refused(pull)
    try place.run("features", picture, "--out", "maps").refused(pull)
    #expect(!place.exists("maps"))
    try place.run("model", "info").refused(pull)
    try place.run("model", "verify", "--json").refused(pull)
    try place.run("compare", picture, picture, "--descriptor", "vgg16-block4").refused(pull)
    try place.run("model", "info", "resnet").refused("vgg16 and vgg16-full")
    try place.run("model", "pull", "resnet").refused("vgg16 and vgg16-full")

    // Colour and texture compare all the same, with a hint.
    let compared = try place.run("compare", picture, picture).succeeded()
    #expect(compared.lines.count == 4)
    #expect(compared.complaints.contains(pull))
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
    try place.run("index", "rocks", "--descriptor", "vgg16-block4").refused(pull)
    let status = try place.run("status", "rocks", "--json").succeeded().object()
    #expect(status.list("descriptors").compactMap { $0.text("name") } == ["rgb-histogram"])
  }

  @Test("list shows what is not installed; doctor fails with the remedy")
  func listAndDoctor() throws {
    let place = try Workplace()
    let list = try place.run("model", "list", "--json").succeeded().object()
    #expect(list.list("models").compactMap { $0.text("name") } == ["vgg16", "vgg16-full"])
    #expect(list.list("models").allSatisfy { $0["installed"] as? Bool == false })
    #expect(list.list("models").allSatisfy { Set($0.keys).isSuperset(of: ["path", "bytes", "summary"]) })
    #expect(try place.run("model", "list").succeeded().text.contains("lithoscope model pull vgg16-full"))

    let doctor = try place.run("doctor")
    #expect(doctor.status == 1)
    #expect(doctor.complaintLines.count == 1)
    #expect(doctor.complaints.contains("`lithoscope model pull vgg16`"))
    let object = try place.run("doctor", "--json").object()
    #expect(object["sound"] as? Bool == false)
    for part in ["Network in f32", "Images", "Catalog", "Processor", "Threads", "Model vgg16"] {
      #expect(object.list("findings").contains { $0.text("name") == part }, "\(part)")
    }
  }

  @Test("pull without a network lists each source with its reason and leaves nothing behind")
  func pullOffline() throws {
    let place = try Workplace()
    // A port that refuses, for both sources.
    let nowhere = "http://127.0.0.1:9"
    let outcome = try place.run(
      "model", "pull", "vgg16", "--json",
      environment: [
        "LITHOSCOPE_WEIGHTS_URL": nowhere, "PIP_INDEX_URL": nowhere, "PIP_CONFIG_FILE": "/dev/null",
        "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1",
      ])
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    let last = try #require(outcome.complaintLines.last)
    #expect(last.contains("(1) \(nowhere)/") && last.contains("(2) "), "\(last)")
    #expect(last.contains("lithoscope model import FILE"))
    #expect(!outcome.complaints.contains("\r") && !outcome.complaints.contains("\u{1B}"))
    #expect(!place.exists("../\(place.models.split(separator: "/").last ?? "")/vgg16.safetensors"))
  }

  @Test("import refuses what is no model, and a missing file")
  func importing() throws {
    let place = try Workplace()
    try place.write(Array("no weights".utf8), to: "notes.txt")
    try place.run("model", "import", "notes.txt", "--json").refused("notes.txt")
    try place.run("model", "import", "missing.h5").refused("missing.h5")
    try place.run("model", "import", ".").refused()
  }
}
