import Foundation

/// What the catalog knows of the index that was made from a descriptor's vectors.
///
/// An index is derived data: it belongs to the first rows of one vector file, and where anything of this does not
/// fit what is there, the vectors are searched without it until it is made anew.
public struct IndexRecord: Sendable, Hashable, Codable {
  /// The kind that was asked for; `auto` where it was left to size and dimension.
  public var asked: String
  /// The kind that was made: `exact`, `hnsw` or `annoy`.
  public var kind: String
  /// What it was made with, such as the number of trees.
  public var parameters: [String: Int]
  /// The file of vectors, raw or whitened, from which it was made.
  public var vectorFile: String
  /// The rows that it covers: the first ones of that file.
  public var rows: Int
  /// Those of them that were dead already when it was last made from all of them.
  public var deadRows: Int
  /// Its files, in the order in which its maker opens them.
  public var files: [IndexFileRecord]
  /// The share of the true neighbours that it found, 0…1.
  public var recall: Double
  /// The share that was to be reached, 0…1.
  public var wantedRecall: Double
  /// How hard it looked for that; nil for exact search.
  public var effort: Int?
  /// The queries that the recall was measured on.
  public var queries: Int

  /// An index.
  public init(
    asked: String, kind: String, parameters: [String: Int], vectorFile: String, rows: Int, deadRows: Int,
    files: [IndexFileRecord], recall: Double, wantedRecall: Double, effort: Int?, queries: Int
  ) {
    self.asked = asked
    self.kind = kind
    self.parameters = parameters
    self.vectorFile = vectorFile
    self.rows = rows
    self.deadRows = deadRows
    self.files = files
    self.recall = recall
    self.wantedRecall = wantedRecall
    self.effort = effort
    self.queries = queries
  }

  /// The property's text: JSON with its keys in order.
  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// The record of a property's text; nil for what Lithoscope never writes: such an index is made anew.
  init?(text: String) {
    guard let record = try? JSONDecoder().decode(IndexRecord.self, from: Data(text.utf8)),
      record.rows >= 0, record.deadRows >= 0, (0...1).contains(record.recall), record.effort ?? 1 >= 1,
      record.files.allSatisfy({ VectorFileName.isPlain($0.name) && $0.bytes >= 0 })
    else { return nil }
    self = record
  }

  /// What the names of all these properties begin with.
  static let propertyPrefix = "index."

  /// The property's name; the number of a descriptor is never used twice.
  static func propertyName(_ descriptor: DescriptorRecord.ID) -> String {
    "\(propertyPrefix)\(descriptor.value)"
  }
}
