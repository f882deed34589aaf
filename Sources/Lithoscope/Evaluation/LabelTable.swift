import Catalog

/// Labels, and perhaps groups, from a table with the columns `path`, `label` and `group`.
///
/// What cannot be used is counted and said once with the first example; the rest goes on.
struct LabelTable {
  /// What the table says of an image.
  struct Entry: Equatable {
    let label: String
    let group: String?
  }

  /// What is said of the images.
  private(set) var entries: [RelativePath: Entry] = [:]
  /// Whether there is a column of groups.
  let hasGroups: Bool
  /// What was left out, a sentence for each kind.
  let remarks: [String]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - images: the paths of the collection.
  ///   - folder: its folder: paths that begin with it are understood as well.
  /// - Throws: ``CSVError`` or ``EvaluationProblem/columnMissing(path:column:has:)``.
  init(path: String, images: [RelativePath], folder: String) throws {
    let table = try CSVTable(path: path)
    func place(_ name: String) throws -> Int {
      if let place = table.column(name) { return place }
      throw EvaluationProblem.columnMissing(path: path, column: name, has: table.columns)
    }
    let (pathColumn, labelColumn) = (try place("path"), try place("label"))
    let groupColumn = table.column("group")
    hasGroups = groupColumn != nil

    let known = Set(images)
    // Strings are equal when they look the same: é as one code point or as two. For names only.
    let lookalikes = Dictionary(images.map { ($0.string, $0) }, uniquingKeysWith: { first, _ in first })
    var unknown = Finding(), unlabelled = Finding(), repeated = Finding(), contradicted = Finding()
    for (index, row) in table.rows.enumerated() {
      let example = "\(row[pathColumn]) on line \(table.line(ofRow: index))"
      let relative = Self.relative(row[pathColumn], to: folder)
      guard
        let image = RelativePath(relative).flatMap({ known.contains($0) ? $0 : nil }) ?? lookalikes[relative]
      else {
        unknown.add(example)
        continue
      }
      guard !row[labelColumn].isEmpty else {
        unlabelled.add(example)
        continue
      }
      let group = groupColumn.map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
      let entry = Entry(label: row[labelColumn], group: group)
      if let before = entries[image] {
        if before == entry { repeated.add(example) } else { contradicted.add(example) }
        continue
      }
      entries[image] = entry
    }

    var missing = Finding()
    for image in images where entries[image] == nil { missing.add(image.string) }
    var ungrouped = Finding()
    if hasGroups {
      for image in images where entries[image]?.group == nil {
        if entries[image] != nil { ungrouped.add(image.string) }
      }
    }
    remarks = [
      unknown.sentence(
        "line of \(path) names no image", "lines of \(path) name no image",
        "of the collection and is passed over", "of the collection and are passed over"),
      unlabelled.sentence(
        "line of \(path) has no label", "lines of \(path) have no label", "and is passed over",
        "and are passed over"),
      repeated.sentence(
        "line of \(path) repeats", "lines of \(path) repeat", "what an earlier one says",
        "what earlier ones say"),
      contradicted.sentence(
        "line of \(path) gives", "lines of \(path) give",
        "an image another label or group than an earlier line, which counts",
        "images another label or group than earlier lines, which count"),
      missing.sentence(
        "image of the collection is", "images of the collection are", "not in \(path) and is left out",
        "not in \(path) and are left out"),
      ungrouped.sentence(
        "image has", "images have", "no group in \(path) and is a group of its own",
        "no group in \(path) and are groups of their own"),
    ].compactMap(\.self)
  }

  /// A path as the collection has it: without the folder, `./` or a Windows separator.
  private static func relative(_ path: String, to folder: String) -> String {
    var bytes = Array(path.utf8)[...]
    let prefix = Array("\(folder)/".utf8)
    if bytes.starts(with: prefix) { bytes = bytes.dropFirst(prefix.count) }
    while bytes.starts(with: Array("./".utf8)) { bytes = bytes.dropFirst(2) }
    if !bytes.contains(UInt8(ascii: "/")) {
      bytes = bytes.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }[...]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How often something happened, with the first example.
  private struct Finding {
    private var count = 0
    private var first: String?

    mutating func add(_ example: String) {
      count += 1
      if first == nil { first = example }
    }

    func sentence(_ one: String, _ many: String, _ restOne: String, _ restMany: String) -> String? {
      guard let first else { return nil }
      return "\(count) \(count == 1 ? one : many) \(count == 1 ? restOne : restMany); "
        + (count == 1 ? "it is \(first)." : "the first is \(first).")
    }
  }
}
