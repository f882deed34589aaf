/// A regular expression that gives an image its group by its path.
struct GroupPattern {
  /// As it was given.
  let text: String
  private let expression: Regex<AnyRegexOutput>

  /// - Throws: ``EvaluationProblem/badPattern(_:reason:)``.
  init(_ text: String) throws {
    self.text = text
    do { expression = try Regex(text) } catch {
      throw EvaluationProblem.badPattern(text, reason: "\(error)")
    }
  }

  /// The group of a path: what the first pair of parentheses matched, or all that was matched when there are
  /// none; nil where nothing matches.
  func group(of path: String) -> String? {
    guard let match = path.firstMatch(of: expression) else { return nil }
    let captured = match.output.dropFirst().first { $0.substring != nil }?.substring
    let group = captured ?? match.output.first?.substring
    return group.flatMap { $0.isEmpty ? nil : String($0) }
  }
}
