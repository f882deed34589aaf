import Foundation
import Testing

/// Index again after the folder has changed.
@Suite("A folder that changes")
struct ChangeTests {
  private func indexed() throws -> Workplace {
    let place = try Workplace()
    try DrawnRocks.copy(to: place, perClass: 4)
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
    return place
  }

  private func index(_ place: Workplace, _ counts: (added: Int, updated: Int, removed: Int, unchanged: Int))
    throws
  {
    let report = try place.run("index", "rocks", "--json").succeeded().object()
    #expect(report.number("added") == counts.added)
    #expect(report.number("updated") == counts.updated)
    #expect(report.number("removed") == counts.removed)
    #expect(report.number("unchanged") == counts.unchanged)
  }

  @Test("Files are added, updated, moved and removed")
  func changes() throws {
    let place = try indexed()
    try index(place, (0, 0, 0, 24))
    try place.write(DrawnPNG.file(20, 20), to: "rocks/gneiss/new.png")
    try place.write(DrawnPNG.file(21, 21), to: "rocks/gneiss/gneiss-01.png")
    try place.remove("rocks/marble/marble-01.png")
    try place.copy("rocks/schist/schist-01.png", to: "rocks/moved.png")
    try place.remove("rocks/schist/schist-01.png")
    try index(place, (2, 1, 2, 21))
    try index(place, (0, 0, 0, 24))
  }

  @Test("An image that becomes a bad file leaves the results and is listed as failed")
  func spoiled() throws {
    let place = try indexed()
    try place.write(Array("spilt coffee".utf8), to: "rocks/gneiss/gneiss-01.png")
    let report = try place.run("index", "rocks", "--json").succeeded().object()
    #expect(report.list("failed").count == 1)
    let status = try place.run("status", "rocks", "--json").succeeded().object()
    #expect(status.number("images") == 23)
    let all = try place.run("search", "marble/marble-01.png", "--in", "rocks", "-k", "99").succeeded()
    #expect(!all.text.contains("gneiss-01"))
  }

  @Test("Names of a long series that shift by three take their vectors along")
  func shiftedNames() throws {
    let place = try Workplace()
    let count = 600
    for number in 0..<count { try place.write(picture(number), to: name(number)) }
    try place.run("index", "rocks", "--descriptor", "rgb-histogram").succeeded()
    for number in 0..<count {
      try place.write(picture((number + count - 3) % count), to: name(number))
    }
    let report = try place.run("index", "rocks", "--json").succeeded().object()
    #expect(report.number("updated") == count)
    #expect(report.number("removed") == 0)
    try place.write(picture(257), to: "outside.png")
    let best = try place.run("search", "outside.png", "--in", "rocks", "-k", "1", "--json").object()
    #expect(best.list("results").first?.text("path") == "260.png")
  }

  /// A small picture for each number.
  private func picture(_ number: Int) -> [UInt8] { DrawnPNG.file(5 + number % 25, 5 + number / 25) }

  private func name(_ number: Int) -> String { "rocks/\(String(1000 + number).dropFirst()).png" }

  @Test("A folder that is empty all at once is taken for a missing disk, even by --rebuild")
  func goneDisk() throws {
    let place = try indexed()
    let folders = ["andesite", "gneiss", "marble", "quartzite", "rhyolite", "schist"]
    for folder in folders {
      try FileManager.default.moveItem(
        atPath: "\(place.path)/rocks/\(folder)", toPath: "\(place.path)/\(folder)")
    }
    try place.run("index", "rocks").refused("any more")
    try place.run("index", "rocks", "--rebuild").refused("any more")
    for folder in folders {
      try FileManager.default.moveItem(
        atPath: "\(place.path)/\(folder)", toPath: "\(place.path)/rocks/\(folder)")
    }
    try index(place, (0, 0, 0, 24))
  }

  @Test("Images behind a link whose disk is away stay")
  func linkedDisk() throws {
    let place = try indexed()
    try FileManager.default.moveItem(atPath: "\(place.path)/rocks/marble", toPath: "\(place.path)/disk")
    symlink("../disk", "\(place.path)/rocks/marble")
    try index(place, (0, 0, 0, 24))
    try FileManager.default.moveItem(atPath: "\(place.path)/disk", toPath: "\(place.path)/away")
    let report = try place.run("index", "rocks", "--json").succeeded().object()
    #expect(report.number("removed") == 0)
    #expect(report.list("failed").compactMap { $0.text("path") } == ["marble"])
    try FileManager.default.moveItem(atPath: "\(place.path)/away", toPath: "\(place.path)/disk")
    try index(place, (0, 0, 0, 24))
  }

  @Test("A second descriptor is added to all images, copies included")
  func secondDescriptor() throws {
    let place = try indexed()
    try place.copy("rocks/gneiss/gneiss-01.png", to: "rocks/gneiss/copy.png")
    try index(place, (1, 0, 0, 24))
    // The first file with these bytes goes away at the same time.
    try place.remove("rocks/gneiss/copy.png")
    try place.run("index", "rocks", "--descriptor", "lbp").succeeded()
    let status = try place.run("status", "rocks", "--json").succeeded().object()
    #expect(status.list("descriptors").map { $0.number("vectors") } == [24, 24])
    let first = try place.run(
      "search", "schist/schist-01.png", "--in", "rocks", "--descriptor", "lbp", "-k", "99")
    #expect(first.succeeded().text.contains("gneiss-01.png"))
  }
}
