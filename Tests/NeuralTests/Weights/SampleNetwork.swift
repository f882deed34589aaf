@testable import Neural

/// A small generator with a fixed sequence for every seed (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// VGG16 with 2 to 16 channels, and seeded numbers for it.
enum SampleNetwork {
  static let full = WeightSpecification.vgg16(top: true, narrowing: 32, fullyConnected: 16, classes: 10)
  static let convolutions = WeightSpecification.vgg16(top: false, narrowing: 32)

  static func weights(_ specification: WeightSpecification = full, seed: UInt64 = 1) -> Weights {
    var generator = SeededGenerator(seed: seed)
    let tensors = specification.layers.flatMap { layer in
      layer.tensors.map { name, shape in
        WeightTensor(
          name: name, shape: shape,
          values: (0..<shape.reduce(1, *)).map { _ in Float.random(in: -1...1, using: &generator) })
      }
    }
    return Weights(tensors: tensors)
  }
}

extension WeightTensor {
  var values: [Float] { withUnsafeFloats { Array($0) } }
}

extension Weights {
  /// The same tensors with one replaced.
  func replacing(_ name: String, shape: [Int]? = nil, _ change: (inout [Float]) -> Void) -> Weights {
    Weights(
      tensors: tensors.map { tensor in
        guard tensor.name == name else { return tensor }
        var values = tensor.values
        change(&values)
        return WeightTensor(name: name, shape: shape ?? tensor.shape, values: values)
      })
  }

  func equals(_ other: Weights) -> Bool {
    tensors.count == other.tensors.count
      && zip(tensors, other.tensors).allSatisfy {
        $0.name == $1.name && $0.shape == $1.shape && $0.values == $1.values
      }
  }
}
