import Foundation
import Imaging
import Testing

/// Real photographs, kept beside the checkout in `shared/data`; without them these tests are skipped.
@Suite("Real photographs")
struct SharedDataTests {
  private static let data: URL? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared/data")
      if FileManager.default.fileExists(atPath: candidate.appendingPathComponent("web_rocks_messy.zip").path)
      {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  private static let canUnpack = data != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/unzip")

  private func withImages(of archive: String, _ body: ([String]) throws -> Void) throws {
    let data = try #require(Self.data)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lithoscope-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let unzip = Process()
    unzip.executableURL = URL(fileURLWithPath: "/usr/bin/unzip")
    unzip.arguments = ["-q", data.appendingPathComponent(archive).path, "-d", folder.path]
    try unzip.run()
    unzip.waitUntilExit()
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    try body(
      names.map { folder.path + "/" + $0 }.filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      })
  }

  @Test(
    "Every photograph from the web decodes, whatever its name claims",
    .enabled(if: canUnpack, "needs shared/data beside the checkout and unzip"))
  func webPhotographs() throws {
    try withImages(of: "web_rocks_messy.zip") { paths in
      #expect(paths.count == 186)
      var formats: Set<ImageFormat> = []
      for path in paths {
        let decoded = try ImageDecoder().decode(path: path, fitting: 64)
        formats.insert(decoded.metadata.format)
        let longest = max(decoded.metadata.width, decoded.metadata.height)
        #expect(max(decoded.pixels.width, decoded.pixels.height) == min(64, longest))
      }
      #expect(formats == [.jpeg, .png, .webp, .gif])
    }
  }

  @Test(
    "Phone photographs stand upright and tell when and where they were taken",
    .enabled(if: canUnpack, "needs shared/data beside the checkout and unzip"))
  func phonePhotographs() throws {
    try withImages(of: "phone_minerals.zip") { paths in
      #expect(paths.count == 24)
      for path in paths {
        let metadata = try ImageDecoder().decode(path: path, fitting: 64).metadata
        #expect(metadata.width * metadata.height == 4032 * 3024)
        #expect(metadata.orientation == 6 ? metadata.height > metadata.width : true)
        #expect(metadata[.cameraMake] == "Apple")
        #expect(metadata[.dateTaken]?.hasPrefix("2025-") == true)
      }
    }
  }
}
