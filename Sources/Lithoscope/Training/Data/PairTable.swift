import Neural

/// Judgements of people: which images are alike and which are not, from a table with the columns `a`, `b` and
/// `same`.
struct PairTable {
  /// A judgement on two images, by their places.
  struct Judgement: Equatable {
    let first: Int
    let second: Int
    let isSame: Bool
  }

  /// In the order of the table.
  let judgements: [Judgement]
  /// What was passed over, a sentence each.
  let remarks: [String]

  private static let yes: Set<String> = ["1", "yes", "true", "same"]
  private static let no: Set<String> = ["0", "no", "false", "different"]

  /// Reads a table.
  ///
  /// - Parameter paths: the images' relative paths, by place.
  /// - Throws: ``CSVError``, or ``TrainingProblem`` with the line and the remedy.
  init(path: String, paths: [String], folder: String) throws {
    let table = try CSVTable(path: path)
    func place(_ name: String) throws -> Int {
      if let place = table.column(name) { return place }
      throw TrainingProblem.pairColumnMissing(path: path, column: name, has: table.columns)
    }
    let (a, b, same) = (try place("a"), try place("b"), try place("same"))
    let places = Dictionary(zip(paths, paths.indices), uniquingKeysWith: { first, _ in first })
    func image(_ text: String) -> Int? {
      places[text] ?? (text.hasPrefix(folder + "/") ? places[String(text.dropFirst(folder.count + 1))] : nil)
    }
    var judgements: [Judgement] = []
    var unknown: [Int] = []
    for (index, row) in table.rows.enumerated() {
      let text = row[same].lowercased()
      guard Self.yes.contains(text) || Self.no.contains(text) else {
        throw TrainingProblem.badJudgement(path: path, line: table.line(ofRow: index), text: row[same])
      }
      guard let first = image(row[a]), let second = image(row[b]), first != second else {
        unknown.append(table.line(ofRow: index))
        continue
      }
      judgements.append(Judgement(first: first, second: second, isSame: Self.yes.contains(text)))
    }
    guard !judgements.isEmpty else { throw TrainingProblem.noPairs(path: path, folder: folder) }
    self.judgements = judgements
    remarks =
      unknown.first.map {
        [
          "\(unknown.count) of \(table.rows.count) lines of \(path) do not name two images of the folder and are "
            + "passed over; the first is line \($0)."
        ]
      } ?? []
  }
}
