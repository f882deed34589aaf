import Descriptors
import Neural

/// What the stages of a training have made: the head at its best, and the tuned network where there is one.
struct TrainedModel {
  let state: TrainingState
  let head: ScaledHead
  /// The network and the head as one, where the network was trained.
  let tuned: TunableModel?

  /// Images that go through a tuned network at a time.
  private static let imagesTogether = 16
  /// Rows that go through a head at a time.
  private static let rowsTogether = 1024

  /// The features of images, some at a time, in their order.
  ///
  /// - Parameters:
  ///   - images: places in `features` and `source`.
  ///   - features: what the base has made of them, for a head alone.
  ///   - source: the images, for a tuned network.
  ///   - body: is given `[n, dimension of the base]`; false stops.
  /// - Returns: whether it came to the end.
  func features(
    of images: [Int], _ features: FeatureTable, from source: ImageBatchSource,
    _ body: (Tensor) throws -> Bool
  ) throws -> Bool {
    let together = tuned == nil ? Self.rowsTogether : Self.imagesTogether
    for first in stride(from: 0, to: images.count, by: together) {
      let part = Array(images[first..<min(first + together, images.count)])
      guard try body(tuned.map { try $0.features(source.load(part)) } ?? features.gather(part)) else {
        return false
      }
    }
    return true
  }

  /// The outputs of images, `[N, outputs]`.
  func outputs(of images: [Int], _ features: FeatureTable, from source: ImageBatchSource) throws -> Tensor {
    var values: [Float] = []
    _ = try self.features(of: images, features, from: source) { rows in
      values += try head(rows).values
      return true
    }
    return Tensor(shape: [images.count, head.head.outputs], values: values)
  }
}
