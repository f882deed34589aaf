import Neural

/// The layers that are put on top of features.
enum HeadDesign {
  /// Names of the dense layers, and so of their tensors.
  static let hidden = "hidden", classes = "classes", embedding = "embedding"
  /// Numbers in the vectors of a Siamese network.
  static let embeddingDimension = 128
  /// Of features a smaller share is left out than of hidden units: they are not as redundant.
  private static let featureShare: Float = 0.5

  /// A classifier's layers, without a hidden one for 0 units.
  static func classifier(units: Int, classes count: Int, dropout: Float) -> [HeadLayer] {
    body(units: units, dropout: dropout) + [.dense(name: classes, units: count)]
  }

  /// A Siamese network's projection to unit vectors.
  static func siamese(units: Int, dropout: Float) -> [HeadLayer] {
    body(units: units, dropout: dropout) + [.dense(name: embedding, units: embeddingDimension), .unitLength]
  }

  private static func body(units: Int, dropout: Float) -> [HeadLayer] {
    let features: [HeadLayer] = dropout > 0 ? [.dropout(dropout * featureShare)] : []
    guard units > 0 else { return features }
    return features + [.dense(name: hidden, units: units), .relu] + (dropout > 0 ? [.dropout(dropout)] : [])
  }
}
