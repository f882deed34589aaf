import Imaging
import Neural

/// A base descriptor and a head behind it, trained as one: the loss is followed back through the head, the joining
/// of the components and the network's layers to the first one that may change.
///
/// Images of several sizes may be in a batch. Then each size goes through the network twice, since the maps of
/// only one can be kept: once for the outputs, and once more for its gradient.
public final class TunableModel: Trainable {
  /// What the features are by.
  public let base: Descriptor
  /// What is behind the features.
  public let head: ScaledHead
  /// The trained layers' and the head's.
  public let parameters: [Parameter]

  private let preprocessing: Preprocessing
  private let network: TrainableNetwork
  /// The network for each shape it has seen.
  private var resized: [InputShape: TrainableNetwork]
  private let taps: [Tap]

  /// One size of a batch.
  private struct Part {
    let rows: [Int]
    let input: [Float]
    let shape: InputShape
  }

  /// What the last forward pass leaves for the backward pass.
  private var parts: [Part] = []
  private var joins: [ComponentJoinGradient] = []

  /// Prepares the base's network for training.
  ///
  /// - Parameters:
  ///   - base: its trained layers are read out by their average.
  ///   - weights: VGG16's, as far as the base needs it.
  ///   - layer: the first that is trained.
  /// - Throws: ``TrainingError`` when a trained layer is read out in another way, or the network's error.
  public init(
    base: Descriptor, input: NetworkInput, weights: Weights, trainedFrom layer: String, head: ScaledHead,
    architecture: Architecture = VGG16.architecture, threads: Int = Processor.coreCount
  ) throws {
    self.base = base
    self.head = head
    preprocessing = input.preprocessing
    taps = base.taps
    let shape = InputShape(count: 1, channels: 3, height: VGG16.inputSide, width: VGG16.inputSide)
    network = try TrainableNetwork(
      architecture, weights: weights, input: shape, taps: taps, trainedFrom: layer, threads: threads)
    resized = [shape: network]
    parameters = network.parameters + head.parameters
  }

  /// The tensors of the trained layers as they are now.
  public var tunedTensors: [WeightTensor] { network.parameters.map(\.tensor) }

  /// The outputs of prepared images, `[N, outputs]`.
  ///
  /// - Throws: ``DescriptorError`` where an image was not prepared for the base, or the network's error.
  public func forward(_ images: [PreparedImage], dropoutSeed: UInt64) throws -> Tensor {
    try head.forward(features(images), dropoutSeed: dropoutSeed)
  }

  /// The same when nothing is to be learned.
  public func callAsFunction(_ images: [PreparedImage]) throws -> Tensor { try head(features(images)) }

  /// Adds to the gradients of the head and of the trained layers.
  public func backward(_ gradient: Tensor) throws {
    let byFeatures = try head.backwardToFeatures(gradient)
    for part in parts {
      let network = try network(for: part.shape)
      // The maps of the last part are still there.
      if parts.count > 1 { _ = try network.forward(part.input) }
      try network.backward(byTaps(part.rows, byFeatures))
    }
  }

  // MARK: Features

  /// The joined features of prepared images, `[N, dimension of the base]`, as the network is now.
  public func features(_ images: [PreparedImage]) throws -> Tensor {
    parts = try divide(images)
    var answers: [(part: Int, place: Int)] = Array(repeating: (0, 0), count: images.count)
    var tensors: [[Tensor]] = []
    for (number, part) in parts.enumerated() {
      tensors.append(try network(for: part.shape).forward(part.input))
      for (place, row) in part.rows.enumerated() { answers[row] = (number, place) }
    }
    joins = []
    var values: [Float] = []
    values.reserveCapacity(images.count * base.dimension)
    for (image, answer) in zip(images, answers) {
      var columns = 0..<0
      let components = try base.components.map { component in
        let values = try slice(of: component, image, tensors[answer.part], answer.place)
        // Of a narrow network a component has fewer columns than its name says.
        columns = columns.upperBound..<columns.upperBound + values.count
        return (values: values, weight: component.weight, columns: columns)
      }
      let units = components.map { component in
        (values: UnitLength.scaled(component.values) ?? Array(component.values), weight: component.weight)
      }
      guard let joined = ComponentJoin.joined(units) else {
        throw DescriptorError.noSignal(descriptor: base.name)
      }
      joins.append(ComponentJoinGradient(components))
      values += joined
    }
    return Tensor(shape: [images.count, values.count / images.count], values: values)
  }

  private func slice(
    of component: DescriptorComponent, _ image: PreparedImage, _ tensors: [Tensor], _ place: Int
  ) throws -> ArraySlice<Float> {
    if let tap = component.source.tap {
      guard let answer = taps.firstIndex(of: tap) else { preconditionFailure("a tap nobody listens to") }
      return tensors[answer].slice(place)
    }
    guard let values = image.pixelVectors[component.source] else {
      throw DescriptorError.noSignal(descriptor: base.name)
    }
    return values[...]
  }

  /// The gradients by what the taps answered to some rows of the batch.
  private func byTaps(_ rows: [Int], _ byFeatures: Tensor) -> [Tensor?] {
    taps.map { tap in
      guard let place = base.components.firstIndex(where: { $0.source.tap == tap }) else { return nil }
      let values = rows.flatMap { joins[$0].gradient(by: place, byFeatures.slice($0)) }
      return Tensor(shape: [rows.count, values.count / rows.count], values: values)
    }
  }

  // MARK: Sizes

  private func divide(_ images: [PreparedImage]) throws -> [Part] {
    var rows: [NetworkSize: [Int]] = [:]
    for (row, image) in images.enumerated() {
      guard let size = image.networkSize else { throw DescriptorError.noSignal(descriptor: base.name) }
      rows[size, default: []].append(row)
    }
    return rows.sorted { $0.value[0] < $1.value[0] }.map { size, rows in
      let shape = InputShape(count: rows.count, channels: 3, height: size.height, width: size.width)
      var input = [Float](repeating: 0, count: shape.values)
      input.withUnsafeMutableBufferPointer { buffer in
        for (place, row) in rows.enumerated() {
          guard let pixels = images[row].networkInput else { continue }
          let own = place * shape.valuesPerImage..<(place + 1) * shape.valuesPerImage
          preprocessing.fill(UnsafeMutableBufferPointer(rebasing: buffer[own]), from: pixels)
        }
      }
      return Part(rows: rows, input: input, shape: shape)
    }
  }

  private func network(for shape: InputShape) throws -> TrainableNetwork {
    if let known = resized[shape] { return known }
    let network = try network.resized(to: shape)
    resized[shape] = network
    return network
  }
}
