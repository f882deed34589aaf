import Testing

/// `--json`: one object on standard output, with the same keys always.
@Suite("JSON")
struct JSONTests {
  private func check(_ object: [String: Any], _ keys: Set<String>, _ name: String) {
    #expect(Set(object.keys) == keys, "\(name)")
  }

  @Test("Each command's object has its keys, nothing else is on standard output, and no bar is drawn")
  func keys() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    try place.write([], to: "rocks/empty.png")
    try place.write(DrawnPNG.file(20, 20), to: "rocks/bare.png")
    let runs: [(Outcome, Set<String>)] = [
      (
        try place.run("index", "rocks", "--descriptor", "rgb-histogram", "--json"),
        [
          "added", "updated", "removed", "unchanged", "failed", "seconds", "images_per_second", "stopped",
          "indexes",
        ]
      ),
      (
        try place.run("search", "bare.png", "--in", "rocks", "--json"),
        [
          "query", "queries", "not", "region", "expand", "descriptor", "searched", "results", "calibration",
          "no_good_match", "index",
        ]
      ),
      (
        try place.run("classify", "bare.png", "--in", "rocks", "--json"),
        [
          "query", "queries", "not", "region", "expand", "descriptor", "k", "label", "classes", "neighbours",
        ]
      ),
      (
        try place.run("status", "rocks", "--json"),
        [
          "folder", "collection", "images", "distinct_contents", "labels", "descriptors", "failed",
          "bytes_on_disk",
        ]
      ),
      (
        try place.run("compare", "rocks/bare.png", "rocks/bare.png", "--json"),
        ["first", "second", "similarities"]
      ),
      (
        try place.run("evaluate", "rocks", "--index", "hnsw", "--json"),
        [
          "folder", "descriptor", "index", "k", "queries", "vectors", "recall", "queries_per_second",
          "build_seconds", "build_threads", "bytes_per_vector", "effort", "threads", "exact", "curve",
        ]
      ),
      (try place.run("model", "list", "--json"), ["models"]),
      (
        try place.run("export", "rocks", "--format", "npy", "--json"),
        ["descriptor", "dimension", "images", "lacking", "compared", "files"]
      ),
      (
        try place.run("import", "rgb-histogram.npy", "--in", "rocks", "--json"),
        [
          "descriptor", "dimension", "own", "rows", "imported", "unchanged", "missing", "left", "unusable",
          "seconds",
          "stopped",
        ]
      ),
    ]
    for (outcome, keys) in runs {
      check(try outcome.succeeded().object(), keys, outcome.text)
      #expect(outcome.text.hasPrefix("{") && outcome.text.hasSuffix("}\n"))
      #expect(!outcome.complaints.contains("\r") && !outcome.complaints.contains("\u{1B}"))
    }
    let failed = try runs[0].0.object().list("failed")
    check(try #require(failed.first), ["path", "reason"], "failed")
    let status = try runs[3].0.object()
    check(
      try #require(status.list("descriptors").first),
      [
        "name", "composition", "dimension", "vectors", "model_digest", "preprocessing", "precision",
        "trained", "whitened_on", "index",
      ],
      "descriptor")
    check(
      try #require(status.list("descriptors").first?["index"] as? [String: Any]),
      ["asked", "kind", "rows", "recall", "effort", "bytes"], "index of status")
    check(
      try #require(try runs[0].0.object().list("indexes").first),
      ["descriptor", "kind", "built", "seconds", "recall", "effort", "bytes"], "index of index")
    check(
      try #require(try runs[1].0.object()["index"] as? [String: Any]), ["kind", "recall", "effort"],
      "index of search")
    for label in status.list("labels") { check(label, ["name", "images"], "label") }
  }

  @Test("A result has rank, path, similarity and label, which may be null")
  func results() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    try place.write(DrawnPNG.file(20, 20), to: "rocks/bare.png")
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
    let object = try place.run("search", "gneiss/gneiss-01.png", "--in", "rocks", "-k", "50", "--json")
      .succeeded().object()
    let results = object.list("results")
    #expect(object.number("searched") == 12)
    #expect(results.compactMap { $0.number("rank") } == Array(1...12))
    for result in results {
      check(result, ["rank", "path", "similarity", "label", "same_label_probability"], "result")
    }
    let similarities = results.compactMap { $0["similarity"] as? Double }
    #expect(similarities == similarities.sorted(by: >))
    #expect(similarities.allSatisfy { ($0 * 10_000).rounded() / 10_000 == $0 }, "four decimals")
    let labels = Dictionary(uniqueKeysWithValues: results.map { ($0.text("path") ?? "", $0.text("label")) })
    #expect(labels["bare.png"] == .some(nil))
    #expect(labels["gneiss/gneiss-02.png"] == "gneiss")
  }

  @Test("The same search gives the same bytes")
  func reproducible() throws {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 2)
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    let outputs = try (0..<3).map { _ in
      try place.run("search", "marble/marble-01.png", "--in", "rocks", "--json").succeeded().output
    }
    #expect(Set(outputs).count == 1)
  }

  @Test("A failure leaves standard output empty")
  func failures() throws {
    let place = try Workplace()
    try place.write(Array("text".utf8), to: "folder/text.txt")
    try place.run("index", "missing", "--json").refused("missing")
    try place.run("index", "folder/text.txt", "--json").refused("not a folder")
    try place.run("status", "missing", "--json").refused("missing")
    try place.run("status", "folder", "--json").refused("lithoscope index")
    try place.run("search", "x.png", "--in", "missing", "--json").refused("missing")
    try place.run("search", "x.png", "--in", "folder", "--json").refused("lithoscope index")
    try place.run("compare", "folder/text.txt", "folder/text.txt", "--json").refused("text.txt")
  }
}
