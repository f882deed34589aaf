/// Random kernels to start from (He et al., "Delving deep into rectifiers", 2015, equation 10): normal numbers
/// of variance 2 / inputs, so that a signal keeps its strength through a layer and its ReLU.
enum HeDraw {
  /// A kernel `[inputs, outputs]` that the seed and the stream determine.
  static func kernel(named name: String, inputs: Int, outputs: Int, seed: UInt64, stream: Int) -> WeightTensor
  {
    var random = SeededRandom(seed: seed, stream: stream)
    let deviation = (2 / Float(inputs)).squareRoot()
    let count = inputs * outputs
    let values = [Float](unsafeUninitializedCapacity: count) { values, initialised in
      for index in stride(from: 0, to: count, by: 2) {
        let (first, second) = random.normalPair()
        values.initializeElement(at: index, to: deviation * first)
        if index + 1 < count { values.initializeElement(at: index + 1, to: deviation * second) }
      }
      initialised = count
    }
    return WeightTensor(name: name, shape: [inputs, outputs], values: values)
  }
}
