extension ImageCollection {
  /// Classifies a query by the labels of its nearest images.
  ///
  /// The vote is the one by which `evaluate` measures a collection's accuracy: the nearest image counts 1, the
  /// farthest of the voters ½, and those between by their similarity. Images without a label are passed over, so
  /// that as many vote as were asked for, if there are so many.
  ///
  /// - Parameter request: as for a search; its count is the number of voters.
  /// - Throws: ``ClassificationError``, and whatever a search throws.
  public func classify(_ request: SearchRequest) throws -> Classification {
    let hasLabels = try openCatalog().read { reader in
      // An empty collection has its own sentence.
      try reader.counts().images == 0 || reader.labels().contains { $0.label != nil }
    }
    guard hasLabels else { throw ClassificationError.noLabels(folder: layout.images) }
    var labelled = request
    labelled.filter.conditions.append(FilterCondition(key: "label", comparison: .notEqual, value: ""))
    return Classification(try search(labelled), voters: request.count)
  }
}
