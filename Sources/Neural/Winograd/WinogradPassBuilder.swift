/// Turns a model's architecture into segments of steps for an input shape, and places the maps.
struct WinogradPassBuilder {
  /// Bytes of a layer's input and output that may be on their way at a time: half of a last-level cache of
  /// 32 MiB; the rest is for transformed kernels and tiles.
  static let segmentBytes = 16 << 20

  private let model: WinogradModel
  private let input: InputShape

  /// A layer's step and the map it writes, before they are put into segments.
  private struct Stage {
    var steps: [any WinogradStep]
    let source: WinogradMap?
    let destination: WinogradMap
    let imagesTogether: Int
  }

  private var stages: [Stage] = []
  private var kernels: [String] = []
  private var results: [Tap: WinogradResult] = [:]

  init(_ model: WinogradModel, input: InputShape) {
    self.model = model
    self.input = input
  }

  mutating func build() throws -> WinogradForwardPass {
    let (layers, wanted) = (model.architecture.layers, model.taps)
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
      model, input: input, segments: segments,
      results: wanted.map {
        guard let result = results[$0] else {
          throw NetworkError.unknownLayer(name: $0.layer, known: layers.map(\.name))
        }
        return result
      }, kernels: kernels)
  }

  // MARK: Layers

  private mutating func convolution(
    _ name: String, _ filters: Int, pooling: String?, from source: WinogradMap?
  ) throws -> WinogradMap {
    let bias = try model.bias(of: name, count: filters)
    guard let source else {
      let shape = WinogradMap.Shape(height: input.height, width: input.width, channels: filters)
      let destination = WinogradMap(shape)
      let kernel = try model.firstKernel(of: name, channels: input.channels, filters: filters)
      append(
        WinogradFirstConvolution(input, kernel: kernel, bias: bias, to: destination), from: nil,
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
      kernel: model.transformedKernel(of: name, channels: shape.channels, filters: filters), bias: bias,
      pooled: pooling != nil, source: source, destination: destination)
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
    let step = try WinogradDense(
      kernel: model.kernel(of: name, [source.shape.floats, units]),
      bias: model.bias(of: name, count: units), source: source, destination: destination)
    append(step, from: source, to: destination)
    kernels.append("\(name): dense:avx512f")
    return destination
  }

  private mutating func listen(_ wanted: [Tap], to map: WinogradMap, of layer: Layer) throws {
    var isFlat = false
    if case .dense = layer { isFlat = true }
    var listened: [(Pooling, WinogradResult)] = []
    for tap in wanted where results[tap] == nil {
      let result = try WinogradResult(
        tap, of: map.shape, count: input.count, isFlat: isFlat, in: model.buffers)
      results[tap] = result
      listened.append((tap.pooling, result))
    }
    if !listened.isEmpty {
      stages[stages.count - 1].steps.append(WinogradListening(listened, of: map, isFlat: isFlat))
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
      let buffer = try model.buffers.buffer(.maps(parity: parity), floatCount: images * largest)
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
      let buffer = try model.buffers.buffer(.segmentMaps(parity: parity), floatCount: largest)
      for (map, images) in turn { map.attach(buffer, images: images, holdsBatch: false) }
    }
  }
}
