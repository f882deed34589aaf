import Foundation
import Testing

/// When there is no room, index says so in a sentence, and what was kept stays good.
@Suite("A full disk")
struct FullDiskTests {
  private static let index =
    "\"$LITHOSCOPE\" index rocks --collection store --descriptor lbp --descriptor rgb-histogram"

  /// In blocks of 512 bytes: none for the catalog, some for it, some for vectors.
  @Test("Files that may not grow: the reason, and all is well once they may", arguments: [20, 200, 300, 500])
  func fileSizeLimit(blocks: Int) throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    let failed = try place.shell("trap '' XFSZ; ulimit -f \(blocks); exec \(Self.index)")
    failed.refused()
    #expect(failed.complaints.contains("run the same command again") || failed.complaints.contains("ulimit"))
    try checkRecovery(place)
  }

  @Test(
    "A disk of a few hundred kilobytes", .enabled(if: PrivateMounts.arePossible, PrivateMounts.hint))
  func smallDisk() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    try FileManager.default.createDirectory(atPath: "\(place.path)/store", withIntermediateDirectories: false)
    for kilobytes in [32, 256, 400, 600] {
      // A mount of its own goes with the shell, however it ends.
      let script = """
        mount -t tmpfs -o size=\(kilobytes)k none store || exit 2
        \(Self.index); echo "first $?"
        "$LITHOSCOPE" status rocks --collection store >status; echo "status $?"
        mount -o remount,size=64m store
        \(Self.index) --json >index.json; echo "second $?"
        "$LITHOSCOPE" search marble/marble-01.png --in rocks --collection store --json >search.json
        ls -A store/vectors
        """
      try place.write(Array(script.utf8), to: "script")
      let outcome = try place.shell("unshare --mount sh script")
      #expect(outcome.lines.first == "first 1")
      #expect(outcome.complaintLines.first?.contains("free some space") == true, "\(outcome.complaints)")
      #expect(outcome.lines.contains("second 0"), "\(outcome.complaints)")
      #expect(outcome.lines.suffix(2) == ["lbp.f32", "rgb-histogram.f32"], "nothing is left over")
      #expect(try place.read("search.json") == calmSearch(in: place))
    }
  }

  private func checkRecovery(_ place: Workplace) throws {
    let status = try place.run("status", "rocks", "--collection", "store", "--json")
    // The catalog may have had no room for its tables.
    if status.status != 0 { status.refused("lithoscope index") }
    let kept = status.status == 0 ? try status.object().number("images") ?? 0 : 0
    let search = try place.run("search", "marble/marble-01.png", "--in", "rocks", "--collection", "store")
    #expect(search.status == (kept > 0 ? 0 : 1))
    let report = try place.shell("\(Self.index) --json").succeeded().object()
    #expect(report.number("added") == DrawnRocks.count - kept)
    let outcome = try place.run(
      "search", "marble/marble-01.png", "--in", "rocks", "--collection", "store", "--json")
    #expect(try [UInt8](outcome.succeeded().output) == calmSearch(in: place))
  }

  /// The answer of a collection that always had room.
  private func calmSearch(in place: Workplace) throws -> [UInt8] {
    if !place.exists("calm") {
      try DrawnRocks.copy(to: place, as: "calm")
      try place.run("index", "calm", "--descriptor", "lbp", "--descriptor", "rgb-histogram").succeeded()
    }
    return [UInt8](try place.run("search", "marble/marble-01.png", "--in", "calm", "--json").output)
  }
}
