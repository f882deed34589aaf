import Glibc
import Testing

/// A collection's own files that went missing, were damaged or may not be written.
@Suite("A collection's files")
struct DamageTests {
  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    return place
  }

  @Test("Vectors that are gone or cut are refused until a rebuild", arguments: [nil, 1000])
  func vectors(length: Int?) throws {
    let place = try indexed()
    let file = "rocks/.lithoscope/vectors/lbp.f32"
    if let length { truncate("\(place.path)/\(file)", length) } else { try place.remove(file) }
    try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks").refused("--rebuild")
    try place.run("index", "rocks").refused("--rebuild")
    let report = try place.run("index", "rocks", "--rebuild", "--json").succeeded().object()
    #expect(report.number("updated") == 12)
    try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks").succeeded()
  }

  @Test("A catalog that is none is refused with the remedy, which works")
  func catalog() throws {
    let place = try indexed()
    let file = "rocks/.lithoscope/catalog.sqlite"
    try place.write([UInt8](repeating: 0x41, count: 50_000), to: file)
    for command in [
      ["index", "rocks"], ["status", "rocks"], ["search", "gneiss/gneiss-01.png", "--in", "rocks"],
    ] {
      let outcome = try LithoscopeProcess(
        command, in: place, environment: ["LITHOSCOPE_MODELS": place.models]
      ).wait()
      outcome.refused("catalog.sqlite", "move it away")
    }
    try place.remove(file)
    let report = try place.run("index", "rocks", "--descriptor", "lbp", "--json").succeeded().object()
    #expect(report.number("added") == 12)
  }

  @Test(
    "A finished index leaves one catalog file, which opens where nothing can be written",
    .enabled(if: PrivateMounts.arePossible, PrivateMounts.hint))
  func readOnly() throws {
    let place = try indexed()
    #expect(place.files(below: "rocks/.lithoscope").filter { $0.hasPrefix("catalog") } == ["catalog.sqlite"])
    let before = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks").succeeded().output
    let script = """
      mount --bind rocks rocks && mount -o remount,ro,bind rocks || exit 2
      "$LITHOSCOPE" search gneiss/gneiss-01.png --in rocks && "$LITHOSCOPE" status rocks >status || exit 1
      "$LITHOSCOPE" index rocks; [ $? = 1 ]
      """
    try place.write(Array(script.utf8), to: "script")
    let outcome = try place.shell("unshare --mount sh script")
    #expect(outcome.succeeded().output == before)
    #expect(outcome.complaints.contains("--collection DIR"), "\(outcome.complaints)")
  }
}
