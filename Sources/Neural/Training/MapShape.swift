/// Sizes of a map between two layers, for the whole batch.
///
/// A dense layer's output is a map of one place.
struct MapShape: Hashable {
  /// How a map lies in memory.
  enum Order {
    /// `[images, height, width, channels]`: all maps between layers.
    case channelsLast
    /// `[images, channels, height, width]`: the batch as the caller gives it.
    case channelsFirst
  }

  let images: Int
  let height: Int
  let width: Int
  let channels: Int
  var order = Order.channelsLast

  /// Places of one image.
  var area: Int { height * width }
  /// Values of one image.
  var valuesPerImage: Int { area * channels }
  /// Values of the whole batch.
  var count: Int { images * valuesPerImage }

  /// The shape of what a layer makes of this one.
  ///
  /// - Throws: ``NetworkError/inputTooSmall(height:width:layer:)`` when a pooling leaves nothing.
  func after(_ layer: Layer) throws -> MapShape {
    switch layer {
    case .convolution(_, let filters):
      return MapShape(images: images, height: height, width: width, channels: filters)
    case .maxPool(let name):
      guard height >= 2, width >= 2 else {
        throw NetworkError.inputTooSmall(height: height, width: width, layer: name)
      }
      return MapShape(images: images, height: height / 2, width: width / 2, channels: channels)
    case .dense(_, let units):
      return MapShape(images: images, height: 1, width: 1, channels: units)
    }
  }
}
