@testable import Neural

/// He-normal weights and smooth inputs from a seed.
struct SeededWeights {
  let arrays: [String: Tensor]

  init(_ architecture: Architecture, input: InputShape, seed: UInt64) {
    var random = SplitMix64(state: seed)
    var arrays: [String: Tensor] = [:]
    var shape = [input.channels, input.height, input.width]
    for layer in architecture.layers {
      switch layer {
      case .convolution(let name, let filters):
        arrays["\(name)/kernel"] = random.normal([3, 3, shape[0], filters], fanIn: 9 * shape[0])
        arrays["\(name)/bias"] = random.normal([filters], fanIn: 800)
        shape[0] = filters
      case .maxPool:
        shape = [shape[0], shape[1] / 2, shape[2] / 2]
      case .dense(let name, let units):
        let inputs = shape.reduce(1, *)
        arrays["\(name)/kernel"] = random.normal([inputs, units], fanIn: inputs)
        arrays["\(name)/bias"] = random.normal([units], fanIn: 800)
        shape = [units]
      }
    }
    self.arrays = arrays
  }

  var weights: Weights {
    Weights(
      tensors: arrays.map { WeightTensor(name: $0.key, shape: $0.value.shape, values: $0.value.values) })
  }

  /// Values in −120…120 that vary smoothly over each image, as photographs do.
  func batch(_ input: InputShape) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(input.values)
    for image in 0..<input.count {
      for channel in 0..<input.channels {
        for y in 0..<input.height {
          for x in 0..<input.width {
            let phase = (x * (image + 2) + y * (channel + 1)) % 97
            values.append(Float(phase) * 2.4 - 116 + Float((x ^ y) & 3))
          }
        }
      }
    }
    return values
  }
}

/// Steele, Lea & Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Nearly normal values (twelve uniform ones added) with the deviation of He et al., 2015: √(2 / fan-in).
  mutating func normal(_ shape: [Int], fanIn: Int) -> Tensor {
    let deviation = (2 / Float(fanIn)).squareRoot()
    let values = (0..<shape.reduce(1, *)).map { _ in
      var sum: Float = -6
      for _ in 0..<3 {
        let bits = next()
        for part in 0..<4 { sum += Float((bits >> (UInt64(part) * 16)) & 0xFFFF) / 65536 }
      }
      return sum * deviation
    }
    return Tensor(shape: shape, values: values)
  }
}
