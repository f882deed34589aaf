import Descriptors
import Neural

extension TrainingOptions {
  /// Refuses what makes no sense, before anything is computed.
  ///
  /// - Throws: ``TrainingProblem``.
  func check() throws {
    try Self.check("--epochs", epochs, 1...10_000)
    try Self.check("--tuning-epochs", tuningEpochs, 1...10_000)
    try Self.check("--batch", batchSize, 2...65_536)
    try Self.check("--tuning-batch", tuningBatchSize, 2...1024)
    try Self.check("--hidden", hiddenUnits, 0...65_536)
    try Self.check("--copies", copies ?? 0, 0...64)
    try Self.check("--patience", patience, 1...10_000)
    try Self.check("--dropout", dropout, 0, 0.95)
    try Self.check("--validation", validationShare, 0, 0.9)
    try Self.check("--warm-up", warmUp, 0, 1)
    try Self.check("--weight-decay", weightDecay, 0, 10)
    try Self.check("--rate", rate ?? optimizer.usualRate, 1e-9, 100)
    try Self.check("--tuning-rate", tuningRate ?? optimizer.usualRate, 1e-9, 100)
    switch objective {
    case .classes(let smoothing): try Self.check("--smoothing", smoothing, 0, 0.9)
    case .likeness(.contrastive(let margin), _), .likeness(.triplet(let margin, _), _):
      try Self.check("--margin", margin, 1e-3, 2)
    case .likeness(.ntXent(let temperature), let teacher):
      try Self.check("--temperature", temperature, 1e-3, 10)
      if case .pairs = teacher {
        throw TrainingProblem.badOption("--loss", value: "nt-xent", allowed: "contrastive for --pairs")
      }
    }
    if case .likeness(.triplet, .pairs) = objective {
      throw TrainingProblem.badOption("--loss", value: "triplet", allowed: "contrastive for --pairs")
    }
    if case .likeness(let loss, .augmentation) = objective {
      if augmentation == .none {
        throw TrainingProblem.badOption(
          "--augment", value: "none", allowed: "at least flips with --unlabelled")
      }
      guard case .ntXent = loss else {
        throw TrainingProblem.badOption("--loss", value: loss.name, allowed: "nt-xent for --unlabelled")
      }
    }
    if let heldOut, !objective.needsLabels {
      throw TrainingProblem.badOption(
        "--test", value: heldOut,
        allowed:
          "it only where folders or --labels say what is alike; otherwise index that folder by the model and "
          + "`evaluate` it")
    }
    try checkDepth()
  }

  private func checkDepth() throws {
    guard let layer = depth.firstTrainedLayer else { return }
    let base = chosenBase
    guard base.isDeep else {
      throw TrainingProblem.nothingToTune(base: base.name, depth: depth.rawValue)
    }
    let names = VGG16.architecture.layers.map(\.name)
    let first = names.firstIndex(of: layer) ?? 0
    guard base.taps.contains(where: { (names.firstIndex(of: $0.layer) ?? 0) >= first }) else {
      throw TrainingProblem.nothingTunedHeard(base: base.name, layer: layer)
    }
  }

  /// The features that the model starts from.
  var chosenBase: Descriptor { (base ?? depth.defaultBase).withoutWhitening }

  /// Varied copies whose features a head learns from: without labels only these say what is alike.
  var chosenCopies: Int {
    guard depth == .head, augmentation != .none else { return 0 }
    if case .likeness(_, .augmentation) = objective { return max(1, copies ?? Self.usualCopies) }
    return copies ?? 0
  }

  private static let usualCopies = 3

  private static func check(_ option: String, _ value: Int, _ allowed: ClosedRange<Int>) throws {
    guard allowed.contains(value) else {
      throw TrainingProblem.badOption(
        option, value: "\(value)", allowed: "a number from \(allowed.lowerBound) to \(allowed.upperBound)")
    }
  }

  private static func check(_ option: String, _ value: Float, _ least: Float, _ most: Float) throws {
    // NaN is not between the two.
    guard value >= least, value <= most else {
      throw TrainingProblem.badOption(option, value: "\(value)", allowed: "a number from \(least) to \(most)")
    }
  }
}
