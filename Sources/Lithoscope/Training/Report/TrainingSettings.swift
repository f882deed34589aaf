import Descriptors

/// How a model was trained, as the model remembers it and people read it.
enum TrainingSettings {
  /// The settings by name.
  static func of(_ material: TrainingMaterial, _ options: TrainingOptions) -> [(name: String, value: String)]
  {
    var settings: [(name: String, value: String)] = [
      ("objective", text(options.objective)), ("depth", options.depth.rawValue),
      ("hidden units", "\(options.hiddenUnits)"), ("dropout", "\(options.dropout)"),
      ("epochs", "\(options.epochs)"), ("batch", "\(options.batchSize)"),
      ("optimizer", options.optimizer.rawValue), ("rate", "\(options.rate ?? options.optimizer.usualRate)"),
      ("warm-up", "\(options.warmUp)"), ("weight decay", "\(options.weightDecay)"),
      ("balanced classes", options.balances ? "yes" : "no"), ("copies", "\(options.chosenCopies)"),
      ("validation", "\(options.validationShare)"), ("groups", material.grouping ?? "none"),
      ("patience", "\(options.patience)"), ("seed", "\(options.seed)"),
    ]
    if options.chosenCopies > 0 || options.depth != .head {
      settings.append(("augmentation", options.augmentation.name))
    }
    if options.depth != .head {
      let rate = options.tuningRate.map { "\($0)" } ?? "a tenth of the rate"
      settings += [
        ("tuning epochs", "\(options.tuningEpochs)"), ("tuning batch", "\(options.tuningBatchSize)"),
        ("tuning rate", rate),
      ]
    }
    return settings
  }

  private static func text(_ objective: TrainingObjective) -> String {
    switch objective {
    case .classes(let smoothing): "classes, smoothing \(smoothing)"
    case .likeness(let loss, .labels): "likeness by labels, \(loss.summary)"
    case .likeness(let loss, .pairs): "likeness by judgements, \(loss.summary)"
    case .likeness(let loss, .augmentation): "likeness without labels, \(loss.summary)"
    }
  }
}

extension TrainingFingerprint {
  /// What decides what a training comes to, but for the number of threads.
  init(_ material: TrainingMaterial, _ options: TrainingOptions, judgements: String) {
    self.init(
      parts: [
        ("base", material.base.composition), ("input", material.input.stamp),
        ("set of images", material.dataDigest),
        ("set of paths", LearnedModel.dataDigest(of: material.images.map { ($0.path, "") })),
        ("set of judgements", judgements),
      ] + TrainingSettings.of(material, options).map { ($0.name, $0.value) })
  }
}
