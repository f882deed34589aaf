/// Which columns of a table are a vector's components: those that share a beginning and are numbered from 0 without
/// a gap, such as `v0`, `v1`, … as an export writes them, or `0`, `1`, … as pandas does.
enum VectorColumns {
  /// How an export's columns begin.
  static let exported = "v"

  /// The columns in the order of the components; of several such lots the export's own, then the largest. Empty
  /// where there is none.
  static func find(in names: [String]) -> [Int] {
    var lots: [String: [Int: Int]] = [:]
    for (column, name) in names.enumerated() {
      let digits = name.utf8.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      let number = String(name.suffix(digits))
      // `v01` beside `v1` would be one component twice.
      guard let value = Int(number), number.count == digits, "\(value)" == number else { continue }
      lots[String(name.dropLast(digits)), default: [:]][value] = column
    }
    let whole = lots.compactMapValues { lot in
      let columns = (0..<lot.count).compactMap { lot[$0] }
      return columns.count == lot.count ? columns : nil
    }
    if let own = whole[exported] { return own }
    // Of equally many the first in the table.
    return whole.values.max { ($0.count, $1[0]) < ($1.count, $0[0]) } ?? []
  }
}
