import Foundation
import Glibc
import Testing

/// `export` and `import` as a user runs them.
@Suite("Export and import")
struct ExchangeTests {
  @Test("A second computer with the same pictures: export, import, nothing left to index, the same answers")
  func moving() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 4)
    try place.copy("rocks", to: "other")
    try place.run("index", "rocks", "--descriptor", "lab-histogram+lbp@whitened").succeeded()
    for format in ["npy", "csv", "jsonl"] {
      let report = try place.run("export", "rocks", "--format", format, "--out", "moved", "--json")
        .succeeded().object()
      #expect(report.number("images") == 24)
      #expect(report.number("dimension") == 768)
      #expect((report["files"] as? [String: Any])?.text("vectors") == "moved.\(format)")
      let imported = try place.run("import", "moved.\(format)", "--in", "other", "--json").succeeded()
        .object()
      #expect(imported.number("imported") == 24)
      #expect(imported["own"] as? Bool == true)
      let indexed = try place.run("index", "other", "--json").succeeded().object()
      #expect(indexed.number("unchanged") == 24)
      let search = ["search", "marble/marble-01.png", "-k", "50", "--json", "--in"]
      #expect(try place.run(search + ["other"]).succeeded().output == place.run(search + ["rocks"]).output)
      try place.remove("other/.lithoscope")
    }
  }

  @Test("Vectors from elsewhere: members are searched by them, others get one sentence")
  func foreign() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    let paths = place.files(below: "rocks").filter { $0.hasSuffix(".png") }
    let lines = paths.map { path in
      "{\"path\": \"\(path)\", \"embedding\": [\(path.hasPrefix("marble") ? "1, 0.1" : "0.1, 1")]}"
    }
    try place.write(Array(lines.joined(separator: "\n").utf8), to: "clip.jsonl")
    try place.write(DrawnRocks.picture("gneiss/gneiss-09.png"), to: "outside.png")

    try place.run("import", "clip.jsonl", "--in", "rocks").refused("--descriptor NAME")
    let report = try place.run("import", "clip.jsonl", "--in", "rocks", "--descriptor", "clip").succeeded()
    #expect(report.text.hasPrefix("clip: 12 imported, 0 unchanged, 0 not in the folder, 0 unusable in "))
    let found = try place.run(
      "search", "marble/marble-01.png", "--in", "rocks", "--descriptor", "clip", "-k", "1", "--json"
    ).succeeded().object()
    #expect(found.list("results").first?.text("path") == "marble/marble-02.png")
    try place.run("search", "outside.png", "--in", "rocks", "--descriptor", "clip").refused(
      "clip", "imported")
    try place.run("search", "outside.png", "--in", "rocks", "--descriptor", "lbp").refused("clip")
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    #expect(try place.run("index", "rocks", "--json").succeeded().object().number("unchanged") == 12)
    try place.run("index", "rocks", "--descriptor", "clip").refused("clip", "imported")
    #expect(try place.run("status", "rocks").succeeded().text.contains("imported/1"))
    try place.run("evaluate", "rocks", "--descriptor", "clip", "--json").succeeded()
    try place.run("search", "outside.png", "--in", "rocks", "--descriptor", "lbp").succeeded()
    try place.run("export", "rocks", "--format", "csv", "--descriptor", "clip", "--out", "back").succeeded()
    try place.run("import", "back.csv", "--in", "rocks").succeeded()
  }

  @Test("Killed at any moment, an import is taken up again and ends with the same collection")
  func killed() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    try place.copy("rocks", to: "calm")
    try place.run("index", "calm", "--descriptor", "rgb-histogram").succeeded()
    try place.run("export", "calm", "--format", "npy", "--out", "moved").succeeded()
    let search = ["search", "marble/marble-01.png", "-k", "200", "--json", "--in"]
    let want = try place.run(search + ["calm"]).succeeded().output

    let whole = try place.start("import", "moved.npy", "--in", "rocks")
    let work = whole.processorTime(until: .infinity)
    try whole.wait().succeeded()
    #expect(try place.run(search + ["rocks"]).succeeded().output == want)
    try place.remove("rocks/.lithoscope")
    var random = SeededGenerator(seed: 3)
    for _ in 0..<8 {
      let run = try place.start("import", "moved.npy", "--in", "rocks")
      _ = run.processorTime(until: Double.random(in: 0..<work, using: &random))
      run.send(SIGKILL)
      _ = try run.wait()
    }
    try place.run("import", "moved.npy", "--in", "rocks").succeeded()
    #expect(try place.run(search + ["rocks"]).succeeded().output == want)
    #expect(place.files(below: "rocks/.lithoscope/vectors") == ["rgb-histogram.f32"], "nothing is left over")
    #expect(
      try place.run("index", "rocks", "--json").succeeded().object().number("unchanged") == DrawnRocks.count)
  }

  @Test("Without room an export leaves nothing, and an import what it had", arguments: [1, 100, 400])
  func fullDisk(blocks: Int) throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place)
    try place.copy("rocks", to: "other")
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
    try FileManager.default.createDirectory(atPath: "\(place.path)/out", withIntermediateDirectories: false)
    let limited = "trap '' XFSZ; ulimit -f \(blocks); exec \"$LITHOSCOPE\""
    try place.shell("\(limited) export rocks --format csv --out out").refused("room")
    #expect(place.files(below: "out").isEmpty)
    try place.run("export", "rocks", "--format", "npy", "--out", "out").succeeded()
    let failed = try place.shell("\(limited) import out/rgb-histogram.npy --in other")
    failed.refused()
    let imported = try place.run("import", "out/rgb-histogram.npy", "--in", "other", "--json").succeeded()
      .object()
    #expect((imported.number("imported") ?? 0) + (imported.number("unchanged") ?? 0) == DrawnRocks.count)
    #expect(
      try place.run("index", "other", "--json").succeeded().object().number("unchanged") == DrawnRocks.count)
  }

  /// Whether `python3` has NumPy.
  private static let hasNumPy = (try? Workplace().shell("python3 -c 'import numpy'").status) == 0

  @Test(
    "NumPy reads what is written, and what it writes is read",
    .enabled(if: hasNumPy, "needs python3 with NumPy"))
  func numPy() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    for format in ["csv", "jsonl", "npy"] {
      try place.run("export", "rocks", "--format", format).succeeded()
      if format == "csv" { try place.copy("lbp.csv", to: "all.csv") }
    }
    let script = """
      import csv, json, numpy as np
      array = np.load('lbp.npy')
      assert array.dtype == np.float32 and array.shape == (12, 256) and array.flags.c_contiguous
      rows = list(csv.DictReader(open('lbp.csv', newline='')))
      table = list(csv.DictReader(open('all.csv', newline='')))
      lines = [json.loads(line) for line in open('lbp.jsonl')]
      assert [r['path'] for r in rows] == [r['path'] for r in table] == [r['path'] for r in lines]
      assert np.array_equal(array, np.array([[r[f'v{i}'] for i in range(256)] for r in table], np.float32))
      assert np.array_equal(array, np.array([r['embedding'] for r in lines], np.float32))
      for version, kind in [((1, 0), 'f4'), ((2, 0), 'f8'), ((3, 0), 'f2')]:
        with open(f'{kind}.npy', 'wb') as file:
          np.lib.format.write_array(file, (2 * array).astype(kind), version)
        with open(f'{kind}.csv', 'w') as file:
          file.write('path\\n' + '\\n'.join(r['path'] for r in rows))
      np.save('fortran.npy', np.asfortranarray(array))
      """
    try place.write(Array(script.utf8), to: "script.py")
    try place.shell("python3 script.py").succeeded()
    for kind in ["f4", "f8", "f2"] {
      let report = try place.run("import", "\(kind).npy", "--in", "rocks", "--descriptor", kind, "--json")
        .succeeded()
      #expect(try report.object().number("imported") == 12)
    }
    try place.run("import", "fortran.npy", "--in", "rocks", "--descriptor", "x").refused(
      "np.ascontiguousarray")
    let search = ["search", "marble/marble-01.png", "--in", "rocks", "-k", "3", "--json", "--descriptor"]
    let paths = try ["lbp", "f4", "f8"].map { name in
      try place.run(search + [name]).succeeded().object().list("results").map { $0.text("path") }
    }
    #expect(paths[0] == paths[1])
    #expect(paths[0] == paths[2])
  }
}
