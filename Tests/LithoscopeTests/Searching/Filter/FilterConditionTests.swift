import Testing

@testable import Lithoscope

/// Conditions as they are written, and which values they let pass.
@Suite struct FilterConditionTests {
  @Test(
    "Key, comparison and value",
    arguments: [
      ("label=gneiss", FilterCondition(key: "label", comparison: .equal, value: "gneiss")),
      (" width >= 100 ", .init(key: "width", comparison: .greaterOrEqual, value: "100")),
      ("a==b", .init(key: "a", comparison: .equal, value: "b")),
      ("a!=b", .init(key: "a", comparison: .notEqual, value: "b")),
      ("a<b", .init(key: "a", comparison: .less, value: "b")),
      ("a<=-5", .init(key: "a", comparison: .lessOrEqual, value: "-5")),
      ("a>b", .init(key: "a", comparison: .greater, value: "b")),
      ("lens=", .init(key: "lens", comparison: .equal, value: "")),
      ("note=a=b<c", .init(key: "note", comparison: .equal, value: "a=b<c")),
      ("depth (m)<5", .init(key: "depth (m)", comparison: .less, value: "5")),
    ])
  func parsed(text: String, condition: FilterCondition) throws {
    #expect(try FilterCondition(text) == condition)
    #expect(try FilterCondition(condition.description) == condition)
  }

  @Test("What is no condition is refused", arguments: ["", "label", "=x", " = x", "a!b", "!"])
  func refused(text: String) {
    #expect(throws: FilterError.unreadable(text)) { try FilterCondition(text) }
  }

  @Test(
    "Numbers are compared as numbers, text without regard to case",
    arguments: [
      ("k=5", ["5", "5.0", "+5", "05"], ["", "50", "five"]), ("k!=5", ["", "4", "x"], ["5", "5.00"]),
      ("k<10", ["9", "-20", "9.99", "1/125", "1e0"], ["10", "", "abc", "10.0", "1,5"]),
      ("k<=1/60", ["1/125", "1/60", "0.01"], ["1/50", "", "1/0"]),
      ("k>100", ["100.1", "1e3"], ["100", "n/a", "99"]),
      ("k>=-0.5", ["-0.5", "0"], ["-1", "-"]),
      ("k=gneiss", ["gneiss", "GNEISS", "Gneiss"], ["gneiss 2", "", "gneis"]),
      ("k!=gneiss", ["", "marble"], ["Gneiss"]), ("k=GRÜN", ["grün", "Gru\u{308}n"], ["grun"]),
      ("k=iphone*", ["iPhone 14 Plus", "iPhone"], ["my iPhone", ""]),
      ("k!=*phone*", ["", "Canon"], ["iPhone 14"]),
      ("k=", [""], ["x", "0"]), ("k!=", ["x", "0"], [""]), ("k=nan", ["NaN"], ["0", ""]),
      ("k<m", ["Granite", "a"], ["marble", "m", ""]),
      ("k>=2024-05x", ["2024-06"], ["2024-04", "2024-05", ""]),
      ("k<", [], ["", "a"]),
    ])
  func tests(text: String, passing: [String], failing: [String]) throws {
    let test = FilterTest(try FilterCondition(text))
    for value in passing { #expect(test.holds(for: value), "\(text) \(value)") }
    for value in failing { #expect(!test.holds(for: value), "\(text) \(value)") }
  }

  @Test("Dates are text, of which a year is a beginning")
  func dates() throws {
    let date = "2024-05-31T12:34:56+02:00"
    for text in ["d>=2024", "d<2025", "d>=2024-05-31", "d=2024*", "d<2024-06", "d>2024-05-31T12"] {
      #expect(FilterTest(try FilterCondition(text), asText: true).holds(for: date), "\(text)")
    }
    for text in ["d<2024", "d>=2024-06", "d=2024"] {
      #expect(!FilterTest(try FilterCondition(text), asText: true).holds(for: date), "\(text)")
    }
  }

  @Test("A decimal comma counts where it is expected")
  func decimalComma() throws {
    let condition = try FilterCondition("depth>1.5")
    #expect(FilterTest(condition, decimalComma: true).holds(for: "1,75"))
    #expect(!FilterTest(condition).holds(for: "1,75"))
    #expect(FilterTest(try FilterCondition("depth<1,75"), decimalComma: true).holds(for: "1,5"))
  }

  @Test(
    "Patterns",
    arguments: [
      ("*", ["", "a", "a/b"], []), ("gneiss/*", ["gneiss/1.png", "Gneiss/a/b"], ["marble/1.png", "gneiss"]),
      ("*_PP_?.jpg", ["a/b_PP_1.jpg", "_pp_s.JPG"], ["a_PP_12.jpg", "a_PP_.jpg"]),
      ("a*b*c", ["abc", "aXbYbZc"], ["ab", "acb"]),
      ("???", ["abc", "äöü"], ["ab", "abcd"]), ("**a**", ["a", "bab"], ["b"]), ("[a]", ["[a]"], ["a"]),
    ])
  func patterns(pattern: String, matching: [String], other: [String]) {
    for text in matching { #expect(GlobPattern(pattern).matches(text), "\(pattern) \(text)") }
    for text in other { #expect(!GlobPattern(pattern).matches(text), "\(pattern) \(text)") }
  }

  @Test("A pattern made to be slow is not")
  func slowPattern() {
    let pattern = GlobPattern(String(repeating: "*a", count: 30) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 2000)))
  }
}
