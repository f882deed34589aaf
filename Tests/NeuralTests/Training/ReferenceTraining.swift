@testable import Neural

/// Forward and backward pass as nested loops in double precision, to be read and believed; central differences
/// check it in turn. Maps are `[image][row][column][channel]`.
struct ReferenceTraining {
  let architecture: Architecture
  var parameters: [String: [Double]]

  struct Map {
    let images: Int
    let height: Int
    let width: Int
    let channels: Int
    var values: [Double]

    init(_ images: Int, _ height: Int, _ width: Int, _ channels: Int) {
      (self.images, self.height, self.width, self.channels) = (images, height, width, channels)
      values = [Double](repeating: 0, count: images * height * width * channels)
    }

    func index(_ n: Int, _ y: Int, _ x: Int) -> Int { ((n * height + y) * width + x) * channels }
  }

  init(_ architecture: Architecture, _ arrays: [String: Tensor]) {
    self.architecture = architecture
    parameters = arrays.mapValues { $0.values.map(Double.init) }
  }

  /// The input and every layer's map, from a batch `[N, C, H, W]`.
  func maps(_ batch: [Float], _ input: InputShape) -> [Map] {
    var first = Map(input.count, input.height, input.width, input.channels)
    for n in 0..<input.count {
      for c in 0..<input.channels {
        for y in 0..<input.height {
          for x in 0..<input.width {
            let from = ((n * input.channels + c) * input.height + y) * input.width + x
            first.values[first.index(n, y, x) + c] = Double(batch[from])
          }
        }
      }
    }
    var maps = [first]
    for layer in architecture.layers { maps.append(forward(layer, maps[maps.count - 1])) }
    return maps
  }

  /// What a tap reads, in the order of its tensor.
  func read(_ tap: Tap, _ maps: [Map]) -> [Double] {
    let map = maps[number(of: tap) + 1]
    var result: [Double] = []
    for n in 0..<map.images {
      for c in 0..<map.channels {
        var plane: [Double] = []
        for y in 0..<map.height {
          for x in 0..<map.width { plane.append(map.values[map.index(n, y, x) + c]) }
        }
        result += tap.pooling == .average ? [plane.reduce(0, +) / Double(plane.count)] : plane
      }
    }
    return result
  }

  /// The gradient of Σ tapGradients · results by every parameter.
  func gradients(_ maps: [Map], _ taps: [Tap], _ tapGradients: [[Double]?]) -> [String: [Double]] {
    var sums = parameters.mapValues { [Double](repeating: 0, count: $0.count) }
    var gradient = maps[maps.count - 1]
    gradient.values = gradient.values.map { _ in 0 }
    for (number, layer) in architecture.layers.enumerated().reversed() {
      for (tap, values) in zip(taps, tapGradients) where tap.layer == layer.name {
        if let values { add(values, of: tap, to: &gradient) }
      }
      gradient = backward(layer, gradient, maps[number], maps[number + 1], &sums)
    }
    return sums
  }

  private func number(of tap: Tap) -> Int {
    architecture.layers.firstIndex { $0.name == tap.layer } ?? -1
  }

  private func add(_ values: [Double], of tap: Tap, to gradient: inout Map) {
    let area = gradient.height * gradient.width
    for n in 0..<gradient.images {
      for c in 0..<gradient.channels {
        for place in 0..<area {
          let plane = n * gradient.channels + c
          gradient.values[(n * area + place) * gradient.channels + c] +=
            tap.pooling == .average ? values[plane] / Double(area) : values[plane * area + place]
        }
      }
    }
  }

  // MARK: Layers

  private func forward(_ layer: Layer, _ x: Map) -> Map {
    switch layer {
    case .convolution(let name, let filters):
      var y = Map(x.images, x.height, x.width, filters)
      let (kernel, bias) = (parameters["\(name)/kernel"] ?? [], parameters["\(name)/bias"] ?? [])
      eachProduct(x, filters) { from, to, weight in
        for c in 0..<x.channels {
          let factor = x.values[from + c]
          for f in 0..<filters { y.values[to + f] += factor * kernel[weight + c * filters + f] }
        }
      }
      for index in y.values.indices { y.values[index] = max(0, y.values[index] + bias[index % filters]) }
      return y
    case .maxPool:
      var y = Map(x.images, x.height / 2, x.width / 2, x.channels)
      eachWindow(x, y) { from, to in y.values[to] = from.map { x.values[$0] }.max() ?? 0 }
      return y
    case .dense(let name, let units):
      var y = Map(x.images, 1, 1, units)
      let (kernel, bias) = (parameters["\(name)/kernel"] ?? [], parameters["\(name)/bias"] ?? [])
      let inputs = x.values.count / x.images
      for n in 0..<x.images {
        for u in 0..<units {
          var sum = bias[u]
          for i in 0..<inputs { sum += x.values[n * inputs + i] * kernel[i * units + u] }
          y.values[n * units + u] = max(0, sum)
        }
      }
      return y
    }
  }

  private func backward(
    _ layer: Layer, _ gradient: Map, _ x: Map, _ y: Map, _ sums: inout [String: [Double]]
  ) -> Map {
    var back = Map(x.images, x.height, x.width, x.channels)
    var gradient = gradient
    switch layer {
    case .convolution(let name, let filters):
      let kernel = parameters["\(name)/kernel"] ?? []
      var (byKernel, byBias) = (sums["\(name)/kernel"] ?? [], sums["\(name)/bias"] ?? [])
      for index in y.values.indices {
        if y.values[index] <= 0 { gradient.values[index] = 0 }
        byBias[index % filters] += gradient.values[index]
      }
      eachProduct(x, filters) { from, to, weight in
        for c in 0..<x.channels {
          var sum = 0.0
          for f in 0..<filters {
            let factor = gradient.values[to + f]
            sum += factor * kernel[weight + c * filters + f]
            byKernel[weight + c * filters + f] += factor * x.values[from + c]
          }
          back.values[from + c] += sum
        }
      }
      (sums["\(name)/kernel"], sums["\(name)/bias"]) = (byKernel, byBias)
    case .maxPool:
      eachWindow(x, y) { from, to in
        let largest = from.first { x.values[$0] == y.values[to] }
        if let largest { back.values[largest] += gradient.values[to] }
      }
    case .dense(let name, let units):
      let kernel = parameters["\(name)/kernel"] ?? []
      var (byKernel, byBias) = (sums["\(name)/kernel"] ?? [], sums["\(name)/bias"] ?? [])
      let inputs = x.values.count / x.images
      for n in 0..<x.images {
        for u in 0..<units where y.values[n * units + u] > 0 {
          let factor = gradient.values[n * units + u]
          byBias[u] += factor
          for i in 0..<inputs {
            byKernel[i * units + u] += factor * x.values[n * inputs + i]
            back.values[n * inputs + i] += factor * kernel[i * units + u]
          }
        }
      }
      (sums["\(name)/kernel"], sums["\(name)/bias"]) = (byKernel, byBias)
    }
    return back
  }

  /// Each pair of an input place and an output place that a weight of a 3×3 kernel joins.
  private func eachProduct(_ x: Map, _ filters: Int, _ body: (_ from: Int, _ to: Int, _ weight: Int) -> Void)
  {
    for n in 0..<x.images {
      for row in 0..<x.height {
        for column in 0..<x.width {
          for dy in 0..<3 where (0..<x.height).contains(row + dy - 1) {
            for dx in 0..<3 where (0..<x.width).contains(column + dx - 1) {
              body(
                x.index(n, row + dy - 1, column + dx - 1), x.index(n, row, column) / x.channels * filters,
                (dy * 3 + dx) * x.channels * filters)
            }
          }
        }
      }
    }
  }

  /// The four inputs of each pooled value.
  private func eachWindow(_ x: Map, _ y: Map, _ body: (_ from: [Int], _ to: Int) -> Void) {
    for n in 0..<y.images {
      for row in 0..<y.height {
        for column in 0..<y.width {
          for c in 0..<y.channels {
            let from = [(0, 0), (0, 1), (1, 0), (1, 1)].map { dy, dx in
              x.index(n, 2 * row + dy, 2 * column + dx) + c
            }
            body(from, y.index(n, row, column) + c)
          }
        }
      }
    }
  }
}
