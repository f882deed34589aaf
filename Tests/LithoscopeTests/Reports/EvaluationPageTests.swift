import Foundation
import Testing

@testable import Lithoscope

@Suite struct EvaluationPageTests {
  private func page(_ folder: TemporaryFolder) throws -> String {
    let collection = try folder.collection()
    try collection.index(.colours)
    let report = try #require(try collection.evaluate())
    try EvaluationPictures(report).writePage(to: folder.at("report.html"))
    return String(decoding: try folder.read("report.html"), as: UTF8.self)
  }

  @Test func needsNothingElse() throws {
    let folder = try TemporaryFolder()
    try ColouredRocks.write(to: folder)
    let html = try page(folder)
    #expect(!html.contains("<script") && !html.contains("http:") && !html.contains("url("))
    let links = html.components(separatedBy: "src=\"").dropFirst()
    #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("data:image/") })
    for part in [
      "histogram+lbp", "rgb-histogram", "Precision and recall", "worst queries", "class=\"hit right\"",
    ] {
      #expect(html.contains(part), "\(part)")
    }
    // The picture says the figure that the table says.
    #expect(html.contains("1.000<small>"))
    #expect(html.components(separatedBy: "<svg").count == 3)
  }

  @Test func escapesNamesOfFilesAndClasses() throws {
    let folder = try TemporaryFolder()
    let evil = "<script>alert('1')<"
    for label in [evil, "b\"onerror=\"x"] {
      for number in 0..<4 {
        try folder.write(
          ColouredRocks.png(number, class: label == evil ? 0 : 1), to: "\(label)/<img src=x>&\(number).png")
      }
    }
    let html = try page(folder)
    #expect(!html.contains("<script") && !html.contains("<img src=x>") && !html.contains("\"onerror"))
    #expect(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;"))
  }
}
