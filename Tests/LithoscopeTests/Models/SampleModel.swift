import CHDF5
import Foundation

@testable import Lithoscope
@testable import Neural

/// A network of three layers that is published as VGG16 is: digests, and a file in the layout of
/// keras-applications.
struct SampleModel {
  static let convolutions = WeightSpecification(layers: [
    .convolution("block1_conv1", inputs: 3, outputs: 16),
    .convolution("block1_conv2", inputs: 16, outputs: 32),
  ])
  static let full = WeightSpecification(
    layers: convolutions.layers + [.dense("fc1", inputs: 7 * 7 * 32, outputs: 8)])

  let weights: Weights
  let model: PretrainedModel
  let fullModel: PretrainedModel
  let file: [UInt8]

  /// - Parameter directory: Where Keras' file is made.
  init(directory: TemporaryDirectory) throws {
    weights = Self.numbers(seed: 1)
    let path = directory.file("keras.h5")
    try Self.writeKerasFile(weights, Self.full, to: path)
    file = try TemporaryDirectory.bytes(of: path)
    let published = PretrainedModel.KerasFile(
      name: "sample.h5", md5: try ContentDigest.md5(ofFile: path), byteLimit: Int64(file.count) + 1000)
    model = PretrainedModel(
      name: "sample", summary: "a sample",
      manifest: try WeightsManifest(describing: weights, specification: Self.convolutions),
      kerasFile: published,
      licence: "none", credit: "nobody")
    fullModel = PretrainedModel(
      name: "sample-full", summary: "a whole sample",
      manifest: try WeightsManifest(describing: weights, specification: Self.full), kerasFile: published,
      licence: "none", credit: "nobody")
  }

  func store(in directory: TemporaryDirectory) -> ModelStore {
    ModelStore(directory: directory.file("data/models"), models: [model, fullModel])
  }

  static func numbers(seed: Int) -> Weights {
    Weights(
      tensors: full.layers.flatMap { layer in
        layer.tensors.map { name, shape in
          let count = shape.reduce(1, *)
          return WeightTensor(
            name: name, shape: shape,
            values: (0..<count).map { Float(($0 * 7919 + seed * 104_729) % 1009) / 1009 })
        }
      })
  }

  /// The weights with one bit of a tensor changed.
  static func altered(_ weights: Weights, _ name: String) -> Weights {
    Weights(
      tensors: weights.tensors.map { tensor in
        guard tensor.name == name else { return tensor }
        var values = tensor.withUnsafeFloats { Array($0) }
        values[1] = Float(bitPattern: values[1].bitPattern ^ 1)
        return WeightTensor(name: name, shape: tensor.shape, values: values)
      })
  }

  static func writeKerasFile(_ weights: Weights, _ specification: WeightSpecification, to path: String) throws
  {
    struct Failure: Error {}
    try HDF5Library.exclusively {
      let defaults = chdf5_default_properties()
      let file = H5Fcreate(path, chdf5_create_truncating(), defaults, defaults)
      guard file >= 0 else { throw Failure() }
      defer { H5Fclose(file) }
      for layer in specification.layers {
        H5Gclose(H5Gcreate2(file, layer.name, defaults, defaults, defaults))
        for (name, short) in [(layer.kernelName, "W"), (layer.biasName, "b")] {
          let tensor = try weights.tensor(named: name)
          let space = H5Screate_simple(Int32(tensor.shape.count), tensor.shape.map { hsize_t($0) }, nil)
          let place = "\(layer.name)/\(layer.name)_\(short)_1:0"
          let dataset = H5Dcreate2(file, place, chdf5_float32(), space, defaults, defaults, defaults)
          let all = chdf5_all_of_space()
          let status = tensor.withUnsafeFloats {
            H5Dwrite(dataset, chdf5_native_float(), all, all, defaults, $0.baseAddress)
          }
          H5Dclose(dataset)
          H5Sclose(space)
          guard status >= 0 else { throw Failure() }
        }
      }
    }
  }
}

/// A source that gives a file which is there already.
struct LocalSource: ModelSource {
  var path: String

  func description(for model: PretrainedModel) -> String { "the file \(path)" }

  func fetch(_ model: PretrainedModel, into directory: String, progress: (PullProgress) -> Void) throws
    -> String
  {
    let copy = "\(directory)/copy"
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    return copy
  }
}

extension Weights {
  func equals(_ other: Weights) -> Bool {
    tensors.count == other.tensors.count
      && zip(tensors, other.tensors).allSatisfy { one, two in
        one.name == two.name && one.shape == two.shape
          && one.withUnsafeFloats { one in two.withUnsafeFloats { one.elementsEqual($0) } }
      }
  }
}
