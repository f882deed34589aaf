extension ConfusionMatrix {
  /// The longest name in a table; longer ones are shortened.
  private static let longestName = 24

  /// The matrix for a terminal, one string a line: the counts, where they are not too wide, then recall and
  /// precision of each class and what it is most often taken for, then the figures of all together.
  ///
  /// Names are as they are; who prints them takes out what a terminal would obey.
  ///
  /// - Parameter width: Columns of the terminal.
  public func lines(width: Int = 100) -> [String] {
    let matrix = matrixLines
    let fits = matrix.allSatisfy { $0.count <= width }
    return (fits && !matrix.isEmpty ? matrix + [""] : []) + classLines + ["", summary]
  }

  /// `accuracy .913, balanced accuracy .887; 512 images in 6 classes`.
  public var summary: String {
    "accuracy \(Self.text(accuracy)), balanced accuracy \(Self.text(balancedAccuracy)); "
      + "\(total) image\(total == 1 ? "" : "s") in \(classes.count) class\(classes.count == 1 ? "" : "es")"
  }

  static func text(_ share: Double?) -> String { share.map(FigureText.share) ?? "–" }

  /// Rows are true classes and columns, under their numbers, predicted ones.
  private var matrixLines: [String] {
    guard !classes.isEmpty else { return [] }
    let names = classes.enumerated().map { "\($0 + 1) \(Self.shortened($1))" }
    let heading = "true ↓  predicted →"
    let left = (names + [heading]).map(\.count).max() ?? 0
    let widest = max(counts.joined().map { "\($0)".count }.max() ?? 1, "\(classes.count)".count)
    func line(_ name: String, _ cells: [String]) -> String {
      Self.leading(name, left) + cells.map { "  " + Self.trailing($0, widest) }.joined()
    }
    return [line(heading, classes.indices.map { "\($0 + 1)" })]
      + zip(names, counts).map { name, row in line(name, row.map { $0 == 0 ? "·" : "\($0)" }) }
  }

  private var classLines: [String] {
    let names = classes.map(Self.shortened)
    let left = max(names.map(\.count).max() ?? 0, "class".count)
    let heading = Self.leading("class", left) + "  images  recall  precision  most often taken for"
    return [heading]
      + classes.indices.map { number in
        let error = mostFrequentError(of: number).map { "\(names[$0.prediction]) (\($0.count))" } ?? "–"
        return [
          Self.leading(names[number], left), Self.trailing("\(images(of: number))", 6),
          Self.trailing(Self.text(recall(of: number)), 6),
          Self.trailing(Self.text(precision(of: number)), 9), error,
        ].joined(separator: "  ")
      }
  }

  private static func shortened(_ name: String) -> String {
    name.count <= longestName ? name : String(name.prefix(longestName - 1)) + "…"
  }

  private static func leading(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func trailing(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
