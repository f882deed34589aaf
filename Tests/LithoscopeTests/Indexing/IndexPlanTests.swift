import Catalog
import Glibc
import Testing

@testable import Lithoscope

@Suite struct IndexPlanTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for (seed, name) in ["a/1.png", "a/2.png", "b/3.png"].enumerated() {
      try folder.write(try Picture.png(seed), to: name)
    }
    try collection.index(.colours)
  }

  private func plan(_ options: IndexOptions = IndexOptions()) throws -> IndexPlan {
    let catalog = try Catalog(folder: collection.layout.storage, mode: .write)
    let descriptors = try DescriptorSet(
      options, catalog: catalog, folder: folder.path, learned: try folder.collection().learned
    ) { _ in }
    return try IndexPlan(scan: FolderScan(root: folder.path), catalog: catalog, descriptors: descriptors)
  }

  @Test("Nothing changed: nothing to do")
  func unchanged() throws {
    let plan = try plan()
    #expect(plan.files.isEmpty)
    #expect(plan.removals.isEmpty)
    #expect(plan.unchanged == 3)
  }

  @Test("What is new, changed and gone is told apart, in the order of paths")
  func differences() throws {
    try folder.write(try Picture.png(9), to: "a/0.png")
    try folder.write(try Picture.png(8, side: 9), to: "a/2.png")
    try folder.remove("b/3.png")
    try folder.write(try Picture.png(7), to: "c.png")
    let plan = try plan()
    #expect(plan.files.map(\.path.string) == ["a/0.png", "a/2.png", "c.png"])
    #expect(plan.files.map { plan.isKnown($0.path) } == [false, true, false])
    #expect(plan.removals.map(\.string) == ["b/3.png"])
    #expect(plan.unchanged == 1)
  }

  @Test("Another time of modification is reason enough to look at a file")
  func touched() throws {
    try folder.touch("a/1.png", secondsAgo: 1000)
    #expect(try plan().files.map(\.path.string) == ["a/1.png"])
  }

  @Test("Another label is reason enough")
  func relabelled() throws {
    let path = try #require(RelativePath("a/1.png"))
    do {
      let catalog = try Catalog(folder: collection.layout.storage, mode: .write)
      let image = try #require(try catalog.read { try $0.image(at: path) })
      var batch = CatalogBatch()
      batch.images = [ImageEntry(path: path, digest: image.digest, stamp: image.stamp, label: "other")]
      try catalog.commit(batch)
    }
    #expect(try plan().files.map(\.path.string) == ["a/1.png"])
    try collection.index()
    #expect(try collection.status().labels.map(\.name) == ["a", "b"])
  }

  @Test("A descriptor that is asked for anew makes all images to be looked at, duplicates too")
  func missingDescriptor() throws {
    try folder.write(try Picture.png(0), to: "b/copy of 1.png")
    try collection.index()
    let plan = try plan(.using(.lbp))
    #expect(plan.files.map(\.path.string) == ["a/1.png", "a/2.png", "b/3.png", "b/copy of 1.png"])
    #expect(plan.files.allSatisfy { plan.isKnown($0.path) })
  }

  @Test("Images behind a link that leads nowhere now stay")
  func unreadFolder() throws {
    let disk = try TemporaryFolder()
    try disk.write(try Picture.png(5), to: "mounted/deep/5.png")
    try folder.link("disk", to: disk.at("mounted"))
    #expect(try collection.index().counts == [1, 0, 0, 3, 0])
    try disk.move("mounted", to: "away")
    #expect(try collection.index().counts == [0, 0, 0, 4, 1])
    #expect(try collection.search("a/1.png").matches.contains { $0.path == "disk/deep/5.png" })
    try disk.move("away", to: "mounted")
    #expect(try collection.index().counts == [0, 0, 0, 4, 0])
  }

  @Test("Images in a folder that may not be listed stay", .enabled(if: geteuid() != 0))
  func closedFolder() throws {
    chmod(folder.at("a"), 0)
    defer { chmod(folder.at("a"), 0o755) }
    #expect(try plan().removals.isEmpty)
    #expect(try plan().unchanged == 3)
  }
}
