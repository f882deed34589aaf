import Imaging

/// What can stand on the left side of a condition, with examples of what stands on the right.
public struct SnapshotKeys: Sendable {
  /// What values are.
  public enum Kind: String, Sendable {
    /// Any text.
    case text
    /// Numbers.
    case number
    /// Dates as EXIF has them here, `2024-05-31T12:34:56`.
    case date
  }

  /// One key.
  public struct Key: Sendable {
    /// As it is written in conditions.
    public let name: String
    /// What its values are.
    public let kind: Kind
    /// Some values, at most ``SnapshotKeys/mostExamples``: the most frequent of texts, the least and the greatest of
    /// numbers and dates.
    public let examples: [String]
  }

  /// So many examples are enough for a list to choose from.
  public static let mostExamples = 12
  /// So many different values of a key are counted.
  private static let mostValues = 4096

  /// The keys that have values: the collection's own, then the table's columns, then EXIF.
  public let keys: [Key]
  /// Whether some image says where it was taken.
  public let hasPlaces: Bool

  /// Looks through all images, once for each revision: keep it.
  public init(_ snapshot: CollectionSnapshot, table: CSVTable?) {
    var counts: [String: [String: Int]] = [:]
    func count(_ value: String, _ key: String) {
      guard !value.isEmpty, counts[key, default: [:]].count < Self.mostValues || counts[key]?[value] != nil
      else {
        return
      }
      counts[key, default: [:]][value, default: 0] += 1
    }
    for image in snapshot.images {
      count(image.format, "format")
      count("\(image.width)", "width")
      count("\(image.height)", "height")
      for (key, value) in image.exif { count(value, key) }
    }
    var columns: [String] = []
    if let table, let path = table.column("path") {
      columns = table.columns.enumerated().filter { $0.offset != path && !$0.element.isEmpty }.map(\.element)
      for row in table.rows {
        for (place, name) in table.columns.enumerated() where place != path && !name.isEmpty {
          count(row[place], name)
        }
      }
    }
    let order = ["format", "width", "height"] + columns + ExifKey.allCases.map(\.rawValue)
    keys = order.compactMap { name in counts[name].map { Key(name, $0) } }
    hasPlaces = counts[ExifKey.latitude.rawValue] != nil && counts[ExifKey.longitude.rawValue] != nil
  }
}

extension SnapshotKeys.Key {
  fileprivate init(_ name: String, _ counts: [String: Int]) {
    self.name = name
    let numbers = counts.keys.compactMap { FilterNumber.parse($0, decimalComma: false) }
    if name == ExifKey.dateTaken.rawValue {
      kind = .date
      examples = Array(Set([counts.keys.min(), counts.keys.max()].compactMap(\.self))).sorted()
    } else if numbers.count == counts.count {
      kind = .number
      let sorted = counts.keys.sorted {
        FilterNumber.parse($0, decimalComma: false) ?? 0 < FilterNumber.parse($1, decimalComma: false) ?? 0
      }
      examples = sorted.count > 1 ? [sorted[0], sorted[sorted.count - 1]] : sorted
    } else {
      kind = .text
      let frequent = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      examples = frequent.prefix(SnapshotKeys.mostExamples).map(\.key)
    }
  }
}
