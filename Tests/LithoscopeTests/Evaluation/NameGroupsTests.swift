import Testing

@testable import Lithoscope

@Suite struct NameGroupsTests {
  /// Samples of thin sections at two magnifications, three pictures of each.
  private let sections: (paths: [String], labels: [Int]) = {
    var (paths, labels): ([String], [Int]) = ([], [])
    for sample in 1...20 {
      for scale in ["10X", "2.5X"] {
        for number in 1...3 {
          paths.append("Class \(sample % 4)/sample_\(sample)_\(scale)_PP_\(number).jpg")
          labels.append(sample % 4)
        }
      }
    }
    return (paths, labels)
  }()

  @Test func findsTheSampleInNamesOfThinSections() throws {
    let found = try #require(NameGroups.candidates(sections.paths, labels: sections.labels).first)
    #expect(Set(found.groups).count == 20)
    #expect(found.example == "sample_1" && found.exampleCount == 6)
    #expect(found.pattern == "sample_[0-9]+")
  }

  @Test func itsPatternMakesTheSameGroups() throws {
    let found = try #require(NameGroups.candidates(sections.paths, labels: sections.labels).first)
    let pattern = try GroupPattern(try #require(found.pattern))
    let names = sections.paths.map { pattern.group(of: $0) }
    #expect(Set(zip(found.groups, names).map { "\($0) \($1 ?? "–")" }).count == 20)
    #expect(NameGroups.oneSampleAClass(sections.paths, labels: sections.labels) == nil)
  }

  @Test func goesOnToTheScaleWhereAClassIsOneSample() throws {
    var (paths, labels): ([String], [Int]) = ([], [])
    for (label, material) in ["15", "48", "42"].enumerated() {
      for scale in 1...9 {
        for image in 1...9 {
          paths.append("m\(label)/\(material)-scale_\(scale)_im_\(image)_grey.png")
          labels.append(label)
        }
      }
    }
    let found = try #require(NameGroups.candidates(paths, labels: labels).first)
    #expect(found.example == "15-scale_1" && found.exampleCount == 9)
    #expect(found.pattern == "[0-9]+-scale_[0-9]+")
    #expect(NameGroups.oneSampleAClass(paths, labels: labels) == "15")
  }

  @Test func isNotFooledByNumbers() {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    let tiles = (0..<600).map {
      "\($0 % 6)/00\(letters[$0 / 36 % 36])\(letters[$0 % 36])\(letters[$0 * 7 % 36]).jpg"
    }
    #expect(NameGroups.candidates(tiles, labels: tiles.indices.map { $0 % 6 }).isEmpty)
    let numbered = (0..<60).map { "\($0 % 3)/granite_\($0).jpg" }
    #expect(NameGroups.candidates(numbered, labels: numbered.indices.map { $0 % 3 }).isEmpty)
    let cameras = (0..<60).map { "\($0 % 3)/IMG_\(5000 + $0).jpg" }
    #expect(NameGroups.candidates(cameras, labels: cameras.indices.map { $0 % 3 }).isEmpty)
    let classes = (0..<60).map { "\($0 % 3)/class-\($0 % 3)-\($0).jpg" }
    #expect(NameGroups.candidates(classes, labels: classes.indices.map { $0 % 3 }).isEmpty)
    #expect(NameGroups.oneSampleAClass(tiles, labels: tiles.indices.map { $0 % 6 }) == nil)
  }

  @Test func isNotFooledByNamesFromTheWeb() {
    let web =
      (0..<24).map { "Quartzite/images(\($0 * 17)).jpg" } + (0..<14).map { "Marble/1 (\(300 + $0 * 9)).jpg" }
      + (0..<10).map { "Marble/istockphoto-\(477_628_714 + $0 * 31)-612x612.jpg" }
      + (0..<60).map { "Granite/\($0 * 3).JPEG" } + (0..<60).map { "Coal/\($0 * 5).jpg" } + [
        "Basalt/.jpg", "Basalt/_.jpg",
      ]
    let labels = web.map {
      ["Quartzite": 0, "Marble": 1, "Granite": 2, "Coal": 3][$0.split(separator: "/")[0]] ?? 4
    }
    #expect(NameGroups.candidates(web, labels: labels).isEmpty)
    #expect(NameGroups.candidates([], labels: []).isEmpty)
  }

  @Test func groupsByTheParenthesesOrByTheWholeMatch() throws {
    #expect(try GroupPattern("sample_\\d+").group(of: "a/sample_12_x.jpg") == "sample_12")
    #expect(try GroupPattern("(?:x|(y+))_(\\d)").group(of: "a/x_3") == "3")
    #expect(try GroupPattern("^([^/]+)/").group(of: "a b/c.jpg") == "a b")
    #expect(try GroupPattern("sample").group(of: "a.jpg") == nil)
    #expect(throws: EvaluationProblem.self) { try GroupPattern("(unclosed") }
  }
}
