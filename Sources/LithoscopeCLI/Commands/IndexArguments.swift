import ArgumentParser
import Lithoscope
import VectorSearch

/// `--trees N --neighbours M --breadth EF --recall R`: what an index is made with.
struct IndexArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Trees of an annoy index: more find more, and take more room. Default: \(IndexSettings().trees).",
      valueName: "n"))
  var trees: Int?

  @Option(
    help: ArgumentHelp(
      "Neighbours that each vector has in the graph of an hnsw index (M). Default: \(IndexSettings().neighbours).",
      valueName: "m"))
  var neighbours: Int?

  @Option(
    help: ArgumentHelp(
      "How broadly neighbours are looked for while an hnsw index is built (ef_construction). Default: "
        + "\(IndexSettings().breadth).", valueName: "ef"))
  var breadth: Int?

  @Option(
    help: ArgumentHelp(
      "The share of the true ten nearest neighbours that an approximate index is to find; so hard it looks. "
        + "Default: \(IndexSettings().recall).", valueName: "share"))
  var recall: Double?

  /// Refuses what does not go together.
  func check(with kind: IndexPreference?) throws {
    guard let kind else {
      guard trees == nil, neighbours == nil, breadth == nil, recall == nil else {
        throw ValidationError(
          "--trees, --neighbours, --breadth and --recall say how an index is made; give --index as well.")
      }
      return
    }
    if trees != nil, kind != .annoy {
      throw ValidationError("--trees is for --index annoy.")
    }
    if neighbours ?? breadth != nil, kind != .hnsw, kind != .auto {
      throw ValidationError("--neighbours and --breadth are for --index hnsw.")
    }
    if recall != nil, kind == .exact {
      throw ValidationError("--recall is for approximate indexes; exact search finds everything.")
    }
    if let trees, !IndexSettings.possibleTrees.contains(trees) {
      throw ValidationError("--trees must be between 1 and 10000.")
    }
    if let neighbours, !IndexSettings.possibleNeighbours.contains(neighbours) {
      throw ValidationError("--neighbours must be between 2 and 128.")
    }
    if let breadth, !IndexSettings.possibleBreadths.contains(breadth) {
      throw ValidationError("--breadth must be between 8 and 4096.")
    }
    if let recall, !(recall > 0 && recall <= 1) {
      throw ValidationError("--recall must be above 0 and at most 1, such as 0.99.")
    }
  }

  /// The settings for an index of a kind.
  func settings(_ kind: IndexPreference) -> IndexSettings {
    var settings = IndexSettings(kind: kind.kind)
    if let trees { settings.trees = trees }
    if let neighbours { settings.neighbours = neighbours }
    if let breadth { settings.breadth = breadth }
    if let recall { settings.recall = recall }
    return settings
  }
}
