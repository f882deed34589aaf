import Catalog
import Descriptors
import Evaluation
import Glibc

/// Looks for what makes figures better than they deserve to be.
struct FlatteryCheck {
  let selection: ImageSelection
  /// What was found, a sentence or two each with the remedy.
  private(set) var found: [String] = []

  private var task: RetrievalTask { selection.task }

  init(selection: ImageSelection) { self.selection = selection }

  /// Labels that can be told from the files' sizes or the images' dimensions.
  mutating func lookAtSizes() {
    let sizes = selection.images.map { [log(Double(max(1, $0.record.stamp.byteSize)))] }
    if let finding = LeakageFinding.labels(fromNearest: sizes, in: task), finding.isSuspicious {
      found.append(
        "The size of the file alone, without a look at the picture, predicts the label of "
          + "\(Counted.percent(finding.rate)) of the queries (by chance \(Counted.percent(finding.chance))): either "
          + "the classes differ in detail, or they were saved in different ways and descriptors may see that "
          + "instead of the rock; save all images in one way to know.")
    }
    let dimensions = selection.images.map { [Double($0.record.width), Double($0.record.height)] }
    if let finding = LeakageFinding.labels(fromNearest: dimensions, in: task), finding.isSuspicious {
      found.append(
        "Width and height alone, without a look at the picture, predict the label of "
          + "\(Counted.percent(finding.rate)) of the queries (by chance \(Counted.percent(finding.chance))): the "
          + "classes come from different cameras or sources, and descriptors may see that instead of the rock; "
          + "mix the sources within each class, or compare within one source.")
    }
  }

  /// Descriptors that were trained, perhaps on the very images that they are evaluated with.
  mutating func lookAtModels(_ models: [LearnedModel]) {
    for model in models {
      found.append(
        model.wasTrained(onJust: selection.images)
          ? "\(model.name) was trained on just these images: its figures say nothing about new ones; add some that it "
            + "has not seen."
          : "\(model.name) was trained: its figures flatter as far as it was trained on these images; compare with "
            + "those that `lithoscope train` gave for images that it had held out.")
    }
  }

  /// Groups that the names suggest and that were not left out.
  mutating func lookAtNames(_ results: [RetrievalResult]) {
    let paths = selection.images.map(\.path)
    for candidate in NameGroups.candidates(paths, labels: task.labels) {
      let findings = results.compactMap {
        LeakageFinding.neighbours(sharing: candidate.groups, of: $0.queries, in: task)
      }
      guard let worst = findings.max(by: { $0.rate < $1.rate }), worst.isSuspicious else { continue }
      let remedy =
        candidate.pattern.map { "leave whole groups out with --group-by '\($0)'" }
        ?? "leave whole groups out with --group-by, or with a column named group in --labels FILE.csv"
      found.append(
        "By their names, images belong together (\(Counted.images(candidate.exampleCount)) of “\(candidate.example)”, "
          + "say), and \(Counted.percent(worst.rate)) of the queries find one of their own group first (by chance "
          + "\(Counted.percent(worst.chance))): the figures tell how well the same sample is found again, not the "
          + "same rock; \(remedy).")
      break
    }
    if selection.grouping == nil, let sample = NameGroups.oneSampleAClass(paths, labels: task.labels) {
      found.append(
        "By their names, all images of a class are of one sample (“\(sample)”, say): the figures tell how well "
          + "pictures of the same sample are found again, and nothing about other samples of the same class; add "
          + "images of other samples.")
    }
  }

  /// Duplicates of queries in their database.
  ///
  /// - Parameter thumbnails: nil when only equal bytes can be found.
  /// - Returns: false when `observe` stopped it.
  mutating func lookForDuplicates(
    _ thumbnails: EvaluatedVectors?, _ observe: (Int, Int) -> Bool
  ) throws -> Bool {
    let exact = ExactDuplicates(selection.images.map(\.record.digest))
    say(DuplicateLeakage(exact.pairs, in: task), "an exact copy", "Remove the copies that")
    guard let thumbnails else { return true }
    guard
      let near = try NearDuplicates.find(
        in: thumbnails, threshold: Thumbnail.duplicateThreshold, progress: observe)
    else { return false }
    let digests = selection.images.map(\.record.digest)
    let pairs = near.pairs.filter { digests[$0.first] != digests[$0.second] }
    say(DuplicateLeakage(pairs, in: task), "a near duplicate", "Look at the pairs that")
    return true
  }

  private mutating func say(_ leakage: DuplicateLeakage, _ what: String, _ remedy: String) {
    guard leakage.affected > 0 else { return }
    var text =
      "\(Counted.queries(leakage.affected)) of \(leakage.queries) (\(Counted.percent(leakage.share))) "
      + "\(leakage.affected == 1 ? "has" : "have") \(what) among the images they are compared with"
    if leakage.contradicted > 0 { text += ", \(leakage.contradicted) of them under another label" }
    found.append(
      text
        + ", and to find that proves nothing. \(remedy) `lithoscope duplicates` lists, or leave them out "
        + "together with --group-by.")
  }
}
