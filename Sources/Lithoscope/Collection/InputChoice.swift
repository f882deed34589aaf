import Descriptors

/// Decides how images become the network's input: all descriptors of a collection share it, so that the network
/// runs once over an image.
///
/// Trained models see images as those that they were trained on. Layers that are read out without pooling need
/// 224×224 pixels, and Keras' preprocessings make nothing else; otherwise the size is that of the vectors that are there, or ``InputSize/automatic``.
struct InputChoice {
  /// What was asked for, if it was.
  var preprocessing: Preprocessing?
  /// The size that was asked for, if it was.
  var size: InputSize?
  /// The input of the vectors that are there.
  var stored: NetworkInput?
  /// Whether those are thrown away.
  var rebuilds = false
  /// The collection's folder, for messages.
  var folder = ""

  /// The input for a set of descriptors.
  ///
  /// - Throws: ``InputChoiceError`` when what was asked for, what is there and what the descriptors need do not
  ///   go together.
  func input(for descriptors: [Descriptor]) throws(InputChoiceError) -> NetworkInput {
    let models = descriptors.filter { $0.isDeep && $0.learned != nil }
    if let model = models.first, let input = model.learned?.input {
      return try self.input(of: model, input, among: descriptors)
    }
    let way = preprocessing ?? stored?.preprocessing ?? .standard
    let tied = descriptors.first(where: \.needsSquareInput)
    guard way == .standard else {
      guard size == nil || size == .square else { throw .sizeOfKeras(way) }
      return NetworkInput(square: way)
    }
    if let size {
      if let tied, size != .square { throw .sizeOfTiedLayer(descriptor: tied.name) }
      return NetworkInput(size: size)
    }
    // Without an option a rebuild keeps to the collection's way as well.
    let before = stored?.preprocessing == .standard ? stored : nil
    guard let tied else { return before ?? .standard }
    if let before, before.size != .square, !rebuilds {
      throw .otherSizeStored(descriptor: tied.name, size: before.size.name, folder: folder)
    }
    return .square
  }

  /// The input of a trained model, if all others can share it.
  private func input(of model: Descriptor, _ input: NetworkInput, among descriptors: [Descriptor])
    throws(InputChoiceError) -> NetworkInput
  {
    if let other = descriptors.first(where: { $0.isDeep && $0.learned.map { $0.input != input } ?? false }) {
      throw .modelsDiffer(model.name, input.stamp, other.name, other.learned?.input.stamp ?? "")
    }
    if let preprocessing, preprocessing != input.preprocessing {
      throw .otherThanModels(model.name, input: input.stamp)
    }
    if let size, size != input.size { throw .otherThanModels(model.name, input: input.stamp) }
    if input.size != .square, let tied = descriptors.first(where: \.needsSquareInput) {
      throw .modelBesideTiedLayer(model: model.name, input: input.stamp, descriptor: tied.name)
    }
    if let stored, stored != input, !rebuilds {
      throw .otherInputStored(model: model.name, input: input.stamp, stored: stored.stamp, folder: folder)
    }
    return input
  }
}
