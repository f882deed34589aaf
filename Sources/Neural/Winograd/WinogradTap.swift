import CWinograd

/// Reads a map out: its channel means, or all of it with channels first.
struct WinogradTap: WinogradStep {
  let source: WinogradMap
  let pooling: Pooling
  /// Results of the whole batch, one image after the other.
  let results: AlignedBuffer
  /// Sizes of the result, the batch first.
  let shape: [Int]

  /// - Parameters:
  ///   - isFlat: whether a dense layer made the map: then it is `[units]`, and its own mean.
  init(_ pooling: Pooling, of source: WinogradMap, count: Int, isFlat: Bool) throws {
    self.source = source
    self.pooling = pooling
    let map = source.shape
    switch pooling {
    case _ where isFlat, .average: shape = [count, map.channels]
    case .none: shape = [count, map.channels, map.height, map.width]
    case .maximum, .generalizedMean, .deviation:
      throw NetworkError.engineUnsuitable(
        engine: WinogradEngine.shared.name, reason: "it does not pool by \(pooling.name) yet")
    }
    results = try AlignedBuffer(floatCount: shape.reduce(1, *))
  }

  /// The results of the last run.
  var tensor: Tensor {
    let values = UnsafeBufferPointer(start: results.floats, count: shape.reduce(1, *))
    return Tensor(shape: shape, values: Array(values))
  }

  func run(_ images: Range<Int>, in context: WinogradContext) {
    let map = source.shape
    let to = results.floats + images.lowerBound * shape.dropFirst().reduce(1, *)
    let function = pooling == .average ? litho_channel_means : litho_channels_first
    function(context.workers.handle, images.count, map.area, map.channels, source.floats(of: images), to)
  }
}
