import Foundation
import Testing

@testable import LithoscopeServer

/// The page's files in the program against those in the folder.
struct PageFilesTests {
  /// The folder `Page` of the sources.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/LithoscopeServer/Page").standardizedFileURL

  @Test func everyFileOfTheFolderIsServed() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(names) == Set(PageFiles.all.keys))
    for name in names {
      #expect(
        try Data(contentsOf: Self.folder.appending(path: name)) == PageFiles.all[name].map { Data($0.bytes) },
        "\(name)")
    }
  }

  @Test func everyFileThatIsNamedIsThere() throws {
    let named = /(?:from '\.\/|(?:src|href)="\/page\/)([^'"]+)['"]/
    for (name, file) in PageFiles.all {
      for match in String(decoding: file.bytes, as: UTF8.self).matches(of: named) {
        #expect(PageFiles.all[String(match.1)] != nil, "\(name) asks for \(match.1)")
      }
    }
  }

  @Test func nothingStandsWithinThePageThatThePolicyForbids() throws {
    let index = try #require(PageFiles.all[PageFiles.index])
    let text = String(decoding: index.bytes, as: UTF8.self)
    #expect(!text.contains("<style") && !text.contains(" style=") && !text.contains(" onclick="))
    #expect(text.matches(of: /<script(?![^>]* src=)/).isEmpty)
    for (name, file) in PageFiles.all where name.hasSuffix(".js") || name.hasSuffix(".css") {
      // The only address with a scheme is the name of SVG's elements, which nobody asks for.
      let text = String(decoding: file.bytes, as: UTF8.self)
      let script = text.replacing("http://www.w3.org/2000/svg", with: "")
      #expect(script.matches(of: /https?:\/\//).isEmpty, "\(name)")
    }
  }
}
