import Neural

/// The widths of a head's layers, and where its vector is read out.
struct HeadShape: Sendable, Equatable {
  /// Numbers that go in.
  let features: Int
  /// The layers whose output is the vector: all of a Siamese network's, of a classifier's those before the class
  /// scores. Without a dense layer among them, the scores are the vector.
  let bodyCount: Int
  /// Numbers in the vector.
  let dimension: Int
  /// Whether the vector is made of the class scores.
  let readsScores: Bool

  /// A head can have so many layers.
  static let mostLayers = 32
  /// A dense layer can have so many outputs: sixteen times VGG16's.
  static let mostUnits = 1 << 16

  /// Follows the layers.
  ///
  /// - Throws: ``LearnedModelError/unsound(what:)``.
  init(_ layers: [HeadLayer], of kind: LearnedModel.Kind, features: Int, classes: Int)
    throws(LearnedModelError)
  {
    guard layers.count <= Self.mostLayers else {
      throw .unsound(what: "its head has \(layers.count) layers and can have \(Self.mostLayers)")
    }
    let units = layers.map(\.units)
    for case let count? in units where !(1...Self.mostUnits).contains(count) {
      throw .unsound(what: "a layer of its head has \(count) outputs")
    }
    var names: Set<String> = []
    for case .dense(let name, _) in layers {
      guard ModelName.isPlain(name), !LearnedModelCheck.isConvolution(name), names.insert(name).inserted
      else {
        throw .unsound(what: "two layers of its head have one name, or one has none that it can have")
      }
    }
    guard let last = units.lastIndex(where: { $0 != nil }), let outputs = units[last] else {
      throw .unsound(what: "its head has no dense layer")
    }
    self.features = features
    switch kind {
    case .siamese:
      (bodyCount, dimension, readsScores) = (layers.count, outputs, false)
    case .classifier:
      guard last == layers.count - 1, outputs == classes else {
        throw .unsound(what: "its head does not end in one score for each of its \(classes) classes")
      }
      let hidden = units[..<last].compactMap(\.self).last
      (bodyCount, dimension, readsScores) = (last, hidden ?? outputs, hidden == nil)
    }
  }
}
