import Foundation
import Testing

/// How a run of the program ended and what it wrote.
struct Outcome {
  /// The exit code, or the signal's number.
  let status: Int32
  let wasSignalled: Bool
  /// Standard output, byte for byte.
  let output: Data
  /// Standard error.
  let complaints: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [Substring] { text.split(separator: "\n") }
  var complaintLines: [Substring] { complaints.split(separator: "\n") }

  /// Standard output as exactly one JSON object.
  func object(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
    let value = try? JSONSerialization.jsonObject(with: output)
    return try #require(
      value as? [String: Any], "not one JSON object: \(text) \(complaints)", sourceLocation: location)
  }

  /// Fails the test unless the run succeeded.
  @discardableResult
  func succeeded(_ location: SourceLocation = #_sourceLocation) -> Outcome {
    #expect(status == 0 && !wasSignalled, "\(complaints)", sourceLocation: location)
    return self
  }

  /// Fails the test unless the run failed with 1, one line of reason and nothing on standard output.
  @discardableResult
  func refused(_ words: String..., at location: SourceLocation = #_sourceLocation) -> Outcome {
    #expect(status == 1 && !wasSignalled, "\(complaints)", sourceLocation: location)
    #expect(output.isEmpty, "\(text)", sourceLocation: location)
    #expect(complaintLines.count == 1, "\(complaints)", sourceLocation: location)
    #expect(complaints.hasSuffix(".\n"), "\(complaints)", sourceLocation: location)
    for word in words {
      #expect(complaints.contains(word), "\(complaints)", sourceLocation: location)
    }
    return self
  }
}

extension [String: Any] {
  /// A list of objects.
  func list(_ key: String) -> [[String: Any]] { self[key] as? [[String: Any]] ?? [] }
  func number(_ key: String) -> Int? { self[key] as? Int }
  func text(_ key: String) -> String? { self[key] as? String }
}
