/// Where a trained layer is listened to, and where the gradient of the loss comes in.
struct TrainingTap {
  /// What is read out of a map.
  enum Reading {
    /// The mean of each channel: `[N, C]`.
    case average
    /// The map: `[N, C, H, W]`.
    case map
    /// A dense layer's values: `[N, units]`.
    case values
  }

  let layer: String
  private let reading: Reading

  /// - Throws: ``TrainingError/pooling(layer:name:)`` for a pooling without a gradient.
  init(_ tap: Tap, of layer: Layer) throws {
    self.layer = tap.layer
    switch (tap.pooling, layer) {
    case (.average, .dense), (.none, .dense): reading = .values
    case (.average, _): reading = .average
    case (.none, _): reading = .map
    default: throw TrainingError.pooling(layer: tap.layer, name: tap.pooling.name)
    }
  }

  /// Sizes of the result, the batch first.
  func shape(of map: MapShape) -> [Int] {
    switch reading {
    case .average, .values: [map.images, map.channels]
    case .map: [map.images, map.channels, map.height, map.width]
    }
  }

  /// Reads a map.
  func read(_ map: TrainingMap) -> Tensor {
    let shape = map.shape
    let sizes = self.shape(of: shape)
    let values = [Float](unsafeUninitializedCapacity: sizes.reduce(1, *)) { values, count in
      count = sizes.reduce(1, *)
      guard let start = values.baseAddress else { return }
      for image in 0..<shape.images {
        let from = map.floats + image * shape.valuesPerImage
        switch reading {
        case .average: Self.average(from, shape, to: start + image * shape.channels)
        case .values: (start + image * shape.channels).update(from: from, count: shape.channels)
        case .map:
          let to = start + image * shape.valuesPerImage
          for place in 0..<shape.area {
            for channel in 0..<shape.channels {
              to[channel * shape.area + place] = from[place * shape.channels + channel]
            }
          }
        }
      }
    }
    return Tensor(shape: sizes, values: values)
  }

  /// The mean of each channel of an image: rows first, so that rounding stays small.
  private static func average(
    _ map: UnsafeMutablePointer<Float>, _ shape: MapShape, to means: UnsafeMutablePointer<Float>
  ) {
    let channels = shape.channels
    means.update(repeating: 0, count: channels)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: channels) { row in
      for y in 0..<shape.height {
        row.update(repeating: 0)
        for x in 0..<shape.width {
          let place = map + (y * shape.width + x) * channels
          for channel in 0..<channels { row[channel] += place[channel] }
        }
        for channel in 0..<channels { means[channel] += row[channel] }
      }
    }
    let share = 1 / Float(shape.area)
    for channel in 0..<channels { means[channel] *= share }
  }

  /// Adds the gradient of the loss by the tap's result to the gradient by the map, where that is positive.
  func add(_ tensor: Tensor, at map: TrainingMap, to gradient: TrainingMap) {
    let shape = map.shape
    let channels = shape.channels
    tensor.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for image in 0..<shape.images {
        let (map, to) = (
          map.floats + image * shape.valuesPerImage, gradient.floats + image * shape.valuesPerImage
        )
        // How far the tensor's next channel and the next place of a channel are.
        let (from, channelStride, placeStride, share): (UnsafePointer<Float>, Int, Int, Float)
        switch reading {
        case .average, .values:
          (from, channelStride, placeStride, share) = (start + image * channels, 1, 0, 1 / Float(shape.area))
        case .map:
          (from, channelStride, placeStride, share) = (start + image * shape.valuesPerImage, shape.area, 1, 1)
        }
        for place in 0..<shape.area {
          let first = place * channels
          for channel in 0..<channels where map[first + channel] > 0 {
            to[first + channel] += share * from[channel * channelStride + place * placeStride]
          }
        }
      }
    }
  }
}
