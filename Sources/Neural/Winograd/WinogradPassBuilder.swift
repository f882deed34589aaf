/// Turns an architecture into segments of steps: lays out weights and places the maps.
struct WinogradPassBuilder {
  /// Bytes of a layer's input and output that may be on their way at a time: half of a last-level cache of
  /// 32 MiB; the rest is for transformed kernels and tiles.
  static let segmentBytes = 16 << 20

  private let weights: Weights
  private let input: InputShape
  private let workers: WinogradWorkers

  /// A layer's step and the map it writes, before they are put into segments.
  private struct Stage {
    var steps: [any WinogradStep]
    let source: WinogradMap?
    let destination: WinogradMap
    let imagesTogether: Int
  }

  private var stages: [Stage] = []
  private var kernels: [String] = []
  private var taps: [Tap: WinogradTap] = [:]

  init(weights: Weights, input: InputShape, threads: Int) throws {
    self.weights = weights
    self.input = input
    workers = try WinogradWorkers(count: threads)
  }

  mutating func build(_ architecture: Architecture, taps wanted: [Tap]) throws -> WinogradForwardPass {
    let layers = architecture.layers
    let heard = Set(wanted.map(\.layer))
    var current: WinogradMap?
    var index = 0
    while index < layers.count {
      var last = layers[index]
      switch last {
      case .convolution(let name, let filters):
        var pooling: String?
        // Nobody listens between the two: the convolution pools while its outputs are in registers.
        if index > 0, index + 1 < layers.count, case .maxPool(let pool) = layers[index + 1],
          !heard.contains(name)
        {
          index += 1
          last = layers[index]
          pooling = pool
        }
        current = try convolution(name, filters, pooling: pooling, from: current)
      case .maxPool(let name):
        current = try maxPool(name, from: current)
      case .dense(let name, let units):
        current = try dense(name, units, from: current)
      }
      index += 1
      if let current { try listen(wanted.filter { $0.layer == last.name }, to: current, of: last) }
    }
    let segments = try placeMaps()
    return try WinogradForwardPass(
      input: input, workers: workers, segments: segments,
      taps: wanted.map {
        guard let tap = taps[$0] else {
          throw NetworkError.unknownLayer(name: $0.layer, known: layers.map(\.name))
        }
        return tap
      }, kernels: kernels)
  }

  // MARK: Layers

  private mutating func convolution(
    _ name: String, _ filters: Int, pooling: String?, from source: WinogradMap?
  ) throws -> WinogradMap {
    let bias = try bias(name, filters)
    guard let source else {
      let shape = WinogradMap.Shape(height: input.height, width: input.width, channels: filters)
      let destination = WinogradMap(shape)
      let tensor = try kernel(name, [3, 3, input.channels, filters])
      append(
        WinogradFirstConvolution(input, kernel: try copy(tensor), bias: bias, to: destination), from: nil,
        to: destination)
      kernels.append("\(name): direct:avx512f")
      return destination
    }
    let shape = source.shape
    let destination: WinogradMap
    if let pooling {
      destination = try WinogradMap(halved(shape, filters, pooling))
    } else {
      destination = WinogradMap(.init(height: shape.height, width: shape.width, channels: filters))
    }
    let step = try WinogradConvolution(
      kernel: kernel(name, [3, 3, shape.channels, filters]), bias: bias, pooled: pooling != nil,
      from: source, to: destination, on: workers)
    append(step, from: source, to: destination)
    kernels.append("\(name): wino_4x3:avx512f" + (pooling.map { " with \($0)" } ?? ""))
    return destination
  }

  private mutating func maxPool(_ name: String, from source: WinogradMap?) throws -> WinogradMap {
    guard let source else { preconditionFailure("a pooling without a map") }
    let destination = try WinogradMap(halved(source.shape, source.shape.channels, name))
    append(WinogradMaxPool(source: source, destination: destination), from: source, to: destination)
    return destination
  }

  private mutating func dense(_ name: String, _ units: Int, from source: WinogradMap?) throws -> WinogradMap {
    guard let source else { preconditionFailure("a dense layer without a map") }
    let destination = WinogradMap(.init(height: 1, width: 1, channels: units))
    let step = WinogradDense(
      kernel: try kernel(name, [source.shape.floats, units]), bias: try bias(name, units), source: source,
      destination: destination)
    append(step, from: source, to: destination)
    kernels.append("\(name): dense:avx512f")
    return destination
  }

  private mutating func listen(_ wanted: [Tap], to map: WinogradMap, of layer: Layer) throws {
    var isFlat = false
    if case .dense = layer { isFlat = true }
    for tap in wanted where taps[tap] == nil {
      let step = try WinogradTap(tap.pooling, of: map, count: input.count, isFlat: isFlat)
      taps[tap] = step
      stages[stages.count - 1].steps.append(step)
    }
  }

  private func halved(_ shape: WinogradMap.Shape, _ channels: Int, _ layer: String) throws
    -> WinogradMap.Shape
  {
    guard shape.height >= 2, shape.width >= 2 else {
      throw NetworkError.inputTooSmall(height: shape.height, width: shape.width, layer: layer)
    }
    return .init(height: shape.height / 2, width: shape.width / 2, channels: channels)
  }

  // MARK: Segments

  private mutating func append(
    _ step: any WinogradStep, from source: WinogradMap?, to destination: WinogradMap
  ) {
    let floats = (source?.shape.floats ?? input.valuesPerImage) + destination.shape.floats
    let fitting = Self.segmentBytes / (floats * MemoryLayout<Float>.stride)
    stages.append(
      Stage(
        steps: [step], source: source, destination: destination,
        imagesTogether: min(max(fitting, 1), max(input.count, 1))))
  }

  /// Cuts the stages into segments and gives the maps their memory: within a segment two buffers take turns,
  /// and two for the whole batch between segments, since a step reads only the map before.
  private func placeMaps() throws -> [WinogradSegment] {
    var runs: [Range<Int>] = []
    for index in stages.indices {
      // Maps shrink along the network: a segment ends where twice the images fit.
      if let run = runs.last, stages[index].imagesTogether < 2 * stages[run.lowerBound].imagesTogether {
        runs[runs.count - 1] = run.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    let segments = runs.map { run in
      WinogradSegment(
        steps: stages[run].flatMap(\.steps), imagesTogether: stages[run].map(\.imagesTogether).min() ?? 1)
    }
    try place(runs.compactMap { stages[$0].last?.destination }, images: input.count, holdsBatch: true)
    let inner = zip(runs, segments).map { run, segment in
      (stages[run].dropLast().map(\.destination), segment.imagesTogether)
    }
    try place(inner)
    return segments
  }

  /// Maps that hold the whole batch: odd ones share one buffer, even ones the other.
  private func place(_ maps: [WinogradMap], images: Int, holdsBatch: Bool) throws {
    for parity in 0...1 {
      let turn = maps.indices.filter { $0 % 2 == parity }.map { maps[$0] }
      guard let largest = turn.map(\.shape.floats).max() else { continue }
      let buffer = try AlignedBuffer(floatCount: images * largest)
      for map in turn { map.attach(buffer, images: images, holdsBatch: holdsBatch) }
    }
  }

  /// Maps inside segments: all segments share two buffers.
  private func place(_ segments: [([WinogradMap], images: Int)]) throws {
    for parity in 0...1 {
      let turn = segments.flatMap { maps, images in
        maps.indices.filter { $0 % 2 == parity }.map { (map: maps[$0], images: images) }
      }
      guard let largest = turn.map({ $0.map.shape.floats * $0.images }).max() else { continue }
      let buffer = try AlignedBuffer(floatCount: largest)
      for (map, images) in turn { map.attach(buffer, images: images, holdsBatch: false) }
    }
  }

  // MARK: Weights

  private func kernel(_ layer: String, _ shape: [Int]) throws -> WeightTensor {
    try tensor("\(layer)/kernel", of: layer, shape)
  }

  private func bias(_ layer: String, _ count: Int) throws -> AlignedBuffer {
    try copy(tensor("\(layer)/bias", of: layer, [count]))
  }

  private func tensor(_ name: String, of layer: String, _ shape: [Int]) throws -> WeightTensor {
    let tensor = try weights.tensor(named: name)
    guard tensor.shape == shape else {
      throw NetworkError.weightShape(layer: layer, expected: shape, found: tensor.shape)
    }
    return tensor
  }

  private func copy(_ tensor: WeightTensor) throws -> AlignedBuffer {
    let buffer = try AlignedBuffer(floatCount: tensor.count)
    tensor.withUnsafeFloats { values in
      if let start = values.baseAddress { buffer.floats.update(from: start, count: values.count) }
    }
    return buffer
  }
}
