import Lithoscope
import VectorSearch

/// What is said of indexes in a sentence.
enum IndexText {
  /// A recall with one decimal, such as `99.3 %`; never all by rounding.
  static func percent(_ recall: Double) -> String {
    let perMille = Int((recall * 1000).rounded())
    if perMille == 1000 { return recall < 1 ? ">99.9 %" : "100 %" }
    return "\(perMille / 10).\(perMille % 10) %"
  }

  /// What a run built.
  static func built(_ index: IndexOutcome) -> String {
    let end = "in \(Seconds.text(index.seconds)), \(ByteText.text(index.bytes))"
    guard index.kind != .exact else {
      return "Made the small copy of \(index.descriptor) that exact search reads first \(end)."
    }
    let effort = index.effort.map { " at \(SearchedIndex.effortName(of: index.kind)) \($0)" } ?? ""
    return "Built the \(index.kind.rawValue) index of \(index.descriptor) \(end); it finds "
      + "\(percent(index.recall)) of the true neighbours\(effort)."
  }

  /// By what a search was answered; nil for exact search, of which there is nothing to say.
  static func searched(_ index: SearchedIndex) -> String? {
    guard index.kind != .exact else { return nil }
    let effort = index.effort.map { "\(SearchedIndex.effortName(of: index.kind)) \($0)" } ?? ""
    guard let recall = index.recall else {
      return
        "Searched by \(index.kind.rawValue) at \(effort), less than its recall was measured with; --exact "
        + "looks at all."
    }
    let bound = index.looksHarder ? "at least " : ""
    return "Searched by \(index.kind.rawValue), which found \(bound)\(percent(recall)) of the true neighbours of "
      + "\(index.queries) images when it was built (\(effort)); --exact looks at all."
  }
}
