import Testing

@testable import Lithoscope

@Suite struct StoppingTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 0..<200 { try folder.write(try Picture.png(seed), to: "\(seed).png") }
  }

  @Test("A run that is stopped keeps what it has done, and the next one does the rest")
  func stop() throws {
    let first = try collection.index(.colours) { $0.done >= 20 ? .stop : .proceed }
    #expect(first.wasStopped)
    // What was decoded ahead is kept as well.
    #expect((20..<150).contains(first.added))
    #expect(try collection.status().images == first.added)
    let second = try collection.index()
    #expect(!second.wasStopped)
    #expect(second.counts == [200 - first.added, 0, 0, first.added, 0])
    #expect(try collection.search("7.png", count: 500).matches.count == 199)
  }

  @Test("Stopped at the first file, a run removes nothing and forgets no failure")
  func stopBeforeRemoving() throws {
    try folder.write(Array("garbage".utf8), to: "a.png")
    try collection.index(.colours)
    for seed in 0..<100 { try folder.remove("\(seed).png") }
    for seed in 0..<100 { try folder.write(try Picture.png(seed), to: "moved/\(seed).png") }
    let report = try collection.index { _ in .stop }
    #expect(report.wasStopped)
    #expect(report.removed == 0)
    #expect(try collection.status().images == 200 + report.added)
    #expect(try collection.status().failures.count == 1)
    let last = try collection.index()
    #expect(last.removed == 100)
    #expect(try collection.status().images == 200)
    #expect(try collection.status().descriptors.map(\.vectors) == [200])
  }

  @Test("A rebuild that is stopped goes on with a plain run")
  func stopRebuild() throws {
    try collection.index(.colours)
    let before = try collection.search("7.png", count: 199).matches
    let first = try collection.index(.using(.rgbHistogram, rebuilding: true)) {
      $0.done >= 20 ? .stop : .proceed
    }
    #expect(first.wasStopped && first.updated < 200)
    #expect(try collection.status().images == 200)
    #expect(try collection.index().counts == [0, 200 - first.updated, 0, first.updated, 0])
    #expect(try collection.search("7.png", count: 199).matches == before)
  }

  @Test("Stopped again and again, runs come to the same end as one that was not")
  func stopOften() throws {
    var runs = 0
    while try collection.index(.colours, observe: { $0.done >= 30 ? .stop : .proceed }).wasStopped {
      runs += 1
      try #require(runs < 20)
    }
    let other = try folder.collection(storedAt: folder.at(".other"))
    try other.index(.colours)
    for query in ["0.png", "199.png"] {
      #expect(
        try collection.search(query, count: 200).matches == other.search(query, count: 200).matches)
    }
  }
}
