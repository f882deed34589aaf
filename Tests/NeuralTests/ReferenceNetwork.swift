@testable import Neural

/// The forward pass as nested loops, to be read and believed rather than to be fast.
struct ReferenceNetwork {
  private let architecture: Architecture
  private let parameters: [String: Tensor]

  init(_ architecture: Architecture, _ parameters: [String: Tensor]) {
    self.architecture = architecture
    self.parameters = parameters
  }

  /// The output of every layer, after ReLU.
  func run(_ batch: [Float], _ input: InputShape) -> [String: Tensor] {
    var current = Tensor(shape: [input.count, input.channels, input.height, input.width], values: batch)
    var outputs: [String: Tensor] = [:]
    for layer in architecture.layers {
      switch layer {
      case .convolution(let name, let filters): current = convolution(current, name, filters)
      case .maxPool: current = maxPool(current)
      case .dense(let name, let units): current = dense(current, name, units)
      }
      outputs[layer.name] = current
    }
    return outputs
  }

  private func values(_ name: String) -> [Float] { parameters[name]?.values ?? [] }

  private func convolution(_ source: Tensor, _ name: String, _ filters: Int) -> Tensor {
    let (count, channels, height, width) = (
      source.shape[0], source.shape[1], source.shape[2], source.shape[3]
    )
    let bias = values("\(name)/bias")
    var output = [Float](repeating: 0, count: count * filters * height * width)
    source.values.withUnsafeBufferPointer { source in
      values("\(name)/kernel").withUnsafeBufferPointer { kernel in
        output.withUnsafeMutableBufferPointer { output in
          for n in 0..<count {
            for f in 0..<filters {
              for y in 0..<height {
                for x in 0..<width {
                  var sum = bias[f]
                  for dy in max(0, 1 - y)..<min(3, height + 1 - y) {
                    for dx in max(0, 1 - x)..<min(3, width + 1 - x) {
                      var place = (n * channels * height + y + dy - 1) * width + x + dx - 1
                      var weight = (dy * 3 + dx) * channels * filters + f
                      for _ in 0..<channels {
                        sum += source[place] * kernel[weight]
                        place += height * width
                        weight += filters
                      }
                    }
                  }
                  output[((n * filters + f) * height + y) * width + x] = max(sum, 0)
                }
              }
            }
          }
        }
      }
    }
    return Tensor(shape: [count, filters, height, width], values: output)
  }

  private func maxPool(_ source: Tensor) -> Tensor {
    let (planes, height, width) = (source.shape[0] * source.shape[1], source.shape[2], source.shape[3])
    var output: [Float] = []
    for plane in 0..<planes {
      for y in 0..<height / 2 {
        for x in 0..<width / 2 {
          let first = (plane * height + 2 * y) * width + 2 * x
          output.append(
            max(
              max(source.values[first], source.values[first + 1]),
              max(source.values[first + width], source.values[first + width + 1])))
        }
      }
    }
    return Tensor(shape: [source.shape[0], source.shape[1], height / 2, width / 2], values: output)
  }

  private func dense(_ source: Tensor, _ name: String, _ units: Int) -> Tensor {
    let rows = source.channelsLast
    let inputs = rows.shape[1]
    let kernel = values("\(name)/kernel")
    var output: [Float] = []
    for n in 0..<rows.shape[0] {
      for unit in 0..<units {
        var sum = values("\(name)/bias")[unit]
        for i in 0..<inputs { sum += rows.values[n * inputs + i] * kernel[i * units + unit] }
        output.append(max(sum, 0))
      }
    }
    return Tensor(shape: [rows.shape[0], units], values: output)
  }
}
