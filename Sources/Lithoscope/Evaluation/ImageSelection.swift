import Catalog
import Evaluation

/// The images that take part in an evaluation, with their labels and groups.
struct ImageSelection {
  /// In the order of their paths.
  let images: [EvaluatedImage]
  /// The same in numbers.
  let task: RetrievalTask
  /// What was left out, a sentence each.
  let remarks: [String]
  /// Where the groups come from; nil when there are none.
  let grouping: String?

  init(
    _ records: [ImageRecord], vectors: CollectionVectors, options: EvaluationOptions, pattern: GroupPattern?,
    folder: String
  ) throws {
    var remarks: [String] = []
    let described = records.filter { vectors.isComplete($0.digest) }
    if described.count < records.count {
      let remedy =
        vectors.importedLacking(records.map(\.digest)).map {
          "import theirs of \($0) with `lithoscope import`, or evaluate other descriptors with --descriptor NAME."
        } ?? "run `lithoscope index \(ShellWord.quoted(folder))` to describe them."
      remarks.append(
        "\(records.count - described.count) of \(records.count) images lack a vector and are left out; \(remedy)"
      )
    }
    let table = try options.labels.map {
      try LabelTable(path: $0, images: described.map(\.path), folder: folder)
    }
    remarks += table?.remarks ?? []
    if let labels = options.labels, table?.hasGroups == true, pattern != nil {
      throw EvaluationProblem.groupedTwice(path: labels)
    }

    var images: [EvaluatedImage] = []
    var (unlabelled, unmatched): ([String], [String]) = ([], [])
    for record in described {
      let entry = table?.entries[record.path]
      guard let label = table == nil ? record.label : entry?.label else {
        if table == nil { unlabelled.append(record.path.string) }
        continue
      }
      let group = pattern.map { $0.group(of: record.path.string) } ?? entry?.group
      if pattern != nil, group == nil { unmatched.append(record.path.string) }
      images.append(EvaluatedImage(path: record.path.string, label: label, group: group, record: record))
    }
    if let first = unlabelled.first {
      remarks.append(
        "\(Counted.images(unlabelled.count)) directly in the folder \(unlabelled.count == 1 ? "has" : "have") no "
          + "label and \(unlabelled.count == 1 ? "is" : "are") left out; the first is \(first).")
    }
    if let first = unmatched.first, let pattern {
      remarks.append(
        "The pattern \(pattern.text) matches no part of \(Counted.images(unmatched.count)) of \(images.count), each "
          + "of which is a group of its own; the first is \(first).")
    }

    let source = options.labels ?? "the folder's name"
    guard images.count >= 2 else {
      throw EvaluationProblem.tooFewImages(labelled: images.count, source: source)
    }
    let names = Set(images.map(\.label)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard names.count >= 2 else { throw EvaluationProblem.oneClass(names[0], images: images.count) }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let isGrouped = pattern != nil || table?.hasGroups == true
    let drawn = options.queries.map { RetrievalTask.sample($0, of: images.count, seed: options.seed) }
    task = RetrievalTask(
      labels: images.map { places[$0.label] ?? 0 }, classNames: names,
      groups: isGrouped ? Self.numbers(of: images.map(\.group)) : nil, queries: drawn)
    self.images = images
    grouping = pattern.map(\.text) ?? (isGrouped ? "group" : nil)
    self.remarks = remarks + Self.lonely(task)
  }

  /// How the evaluation is made.
  func `protocol`(_ options: EvaluationOptions) -> EvaluationProtocol {
    var sizes: [Int: Int] = [:]
    for group in task.groups { sizes[group, default: 0] += 1 }
    return EvaluationProtocol(
      labels: options.labels ?? "folder", grouping: grouping, groups: sizes.values.count { $0 > 1 },
      sample: task.queries.count < images.count
        ? EvaluationProtocol.Sample(queries: task.queries.count, images: images.count) : nil,
      seed: options.seed)
  }

  /// Groups as numbers; an image without one has its own.
  private static func numbers(of groups: [String?]) -> [Int] {
    var known: [String: Int] = [:]
    return groups.enumerated().map { place, group in
      guard let group else { return -1 - place }
      let number = known[group] ?? known.count
      known[group] = number
      return number
    }
  }

  /// What is to be said of classes in which there is nothing to find.
  private static func lonely(_ task: RetrievalTask) -> [String] {
    let single = zip(task.classNames, task.classSizes).filter { $0.1 == 1 }.map(\.0)
    guard let first = single.first else { return [] }
    return [
      single.count == 1
        ? "The class \(first) has one image, which has nothing to find; it is no query but stays in the database."
        : "\(single.count) classes have one image, which has nothing to find; these are no queries but stay in the "
          + "database; the first class is \(first)."
    ]
  }
}
