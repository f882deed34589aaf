import Foundation
import Imaging

/// The last evaluation of a collection as `evaluate --json` printed it, kept in `evaluation.json` in the collection's
/// storage for who shows it. Derived data: where it cannot be written, the evaluation is none the worse.
package struct StoredEvaluation {
  private let path: String
  private let folder: String

  /// A larger file is none of ours: a report of a thousand classes takes a megabyte.
  private static let mostBytes = 16 << 20

  /// That of a collection.
  package init(_ layout: CollectionLayout) {
    path = "\(layout.storage)/evaluation.json"
    folder = layout.images
  }

  /// Keeps a report.
  func write(_ report: EvaluationReport) {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(EvaluationOutput(report)) else { return }
    try? WholeFile.write(Array(bytes), to: path)
  }

  /// The report as JSON, with the folder's name in place of its whole path, which is nobody's business elsewhere; nil
  /// where there is none, or what is there is no JSON object.
  package func read() -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: Self.mostBytes + 1), data.count <= Self.mostBytes,
      var report = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return nil }
    report["folder"] = folder.split(separator: "/").last.map(String.init) ?? folder
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    return (try? JSONSerialization.data(withJSONObject: report, options: options)).map { Array($0) }
  }
}
