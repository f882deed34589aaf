import Neural

/// How a Siamese network is told how far it is off.
public enum SiameseLoss: Sendable, Equatable {
  /// Pairs: alike together, unlike apart by a margin.
  case contrastive(margin: Float)
  /// Triplets: an anchor nearer to its like than to its unlike by a margin.
  case triplet(margin: Float, mining: TripletLoss.Mining)
  /// Each view of an image, or image of a class, against all others of the batch.
  case ntXent(temperature: Float)

  /// What the command line and models call it.
  public var name: String {
    switch self {
    case .contrastive: "contrastive"
    case .triplet: "triplet"
    case .ntXent: "nt-xent"
    }
  }

  /// As models remember it, such as `triplet, margin 0.2, batch-hard`.
  var summary: String {
    switch self {
    case .contrastive(let margin): "contrastive, margin \(margin)"
    case .triplet(let margin, .batchHard): "triplet, margin \(margin), batch-hard"
    case .triplet(let margin, .semiHard): "triplet, margin \(margin), semi-hard"
    case .ntXent(let temperature): "nt-xent, temperature \(temperature)"
    }
  }
}
